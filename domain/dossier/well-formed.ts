import type { DossierMessage } from './messages.ts';

const longestId = 200;

/**
 * Tells whether something that was sent has the shape of a message. Anyone with access to Temporal can send anything, and a
 * workflow must not stumble over it; the contents are checked in full before they are recorded (`message-schema.ts`).
 */
export function isWellFormed(sent: unknown): sent is DossierMessage {
  if (typeof sent !== 'object' || sent === null) return false;
  const { id, by, type, receivedAt } = sent as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    id.length <= longestId &&
    typeof by === 'string' &&
    typeof type === 'string' &&
    typeof receivedAt === 'string' &&
    Number.isFinite(Date.parse(receivedAt))
  );
}

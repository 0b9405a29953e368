import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '../http/caller.ts';

/**
 * The id of the message that a request sends: made of the caller and the `Idempotency-Key`, so that a retry is the same
 * message to the workflow; random without a key.
 */
export function messageIdOf({ role, id }: Caller, idempotencyKey: string | null): string {
  return `${role}:${digest(id + (idempotencyKey ?? randomUUID())).slice(0, 12)}`;
}

/** A digest of what a message says, to tell a retry from another message under the same key. */
export function fingerprintOf(type: string, contents: unknown): string {
  return digest(`${type} ${canonical(contents)}`).slice(0, 12);
}

/** A UUID (version 8, RFC 9562) that the same name always gives. */
export function uuidOf(name: string): string {
  const hex = digest(name);
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join('-');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

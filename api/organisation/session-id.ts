import { createHash } from 'node:crypto';

/** Ids of a session that a request asks for: its own, and the range of those that its `Idempotency-Key` could have made. */
export interface SessionIds {
  id: string;
  first: string;
  last: string;
}

/**
 * Makes a session's id (UUID version 8, RFC 9562) of two halves: one from the organisation and its key, one from what was asked
 * for. So a repeated request finds its session, and another request under the same key is seen to be another.
 */
export function sessionIds(organisationId: string, idempotencyKey: string, contents: string): SessionIds {
  const byKey = digest(`${organisationId} ${idempotencyKey}`);
  const prefix = `${byKey.slice(0, 8)}-${byKey.slice(8, 12)}-8${byKey.slice(12, 15)}`;
  const byContents = digest(contents);
  return {
    id: `${prefix}-8${byContents.slice(0, 3)}-${byContents.slice(3, 15)}`,
    first: `${prefix}-8000-000000000000`,
    last: `${prefix}-8fff-ffffffffffff`,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

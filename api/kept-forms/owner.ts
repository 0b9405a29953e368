import { createHmac } from 'node:crypto';
import type { Request } from 'express';

/** The name of the hidden field that says whose form it is, after their session has ended too. */
export const ownerField = 'pour';

/**
 * Marks whoever a request is of: the person who is logged in, else the browser. It tells nothing of them, and nobody else can
 * make it, so that a form is shown again to the person who typed it even when their session is another one by then.
 */
export function ownerOf({ session, sessionID }: Request, secret: string): string {
  const person = session.traineeId ?? session.memberId;
  return createHmac('sha256', secret)
    .update(`form-owner:${person ?? `visitor:${sessionID}`}`)
    .digest('base64url');
}

/** Whether somebody is logged in, or was until a moment ago. */
export function isPerson({ session }: Request): boolean {
  return (session.traineeId ?? session.memberId) !== undefined;
}

/** The mark that a form carries; null where it carries none that could be one. */
export function ownerIn(form: URLSearchParams): string | null {
  const owner = form.get(ownerField) ?? '';
  return /^[\w-]{43}$/.test(owner) ? owner : null;
}

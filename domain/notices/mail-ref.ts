import type { Instant } from '../calendar/paris-time.ts';

/** One mail that is to leave: that of a notice, or a morning's digest, which tells several of its stream. */
export type MailRef = { notice: string } | { digest: string; dueAt: Instant };

/**
 * Names a mail for good, whatever sends it and however often: its idempotency key and the id of the workflow that delivers it
 * are made of this.
 */
export function mailKey(ref: MailRef): string {
  return 'notice' in ref ? ref.notice : `${ref.digest}-${ref.dueAt}`;
}

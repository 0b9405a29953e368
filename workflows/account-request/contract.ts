import type { Instant } from '../../domain/calendar/paris-time.ts';

/** The workflow's type name, as it stands in histories. */
export const accountRequestWorkflowType = 'accountRequest';

/** The one builder of a request's workflow id. */
export function accountRequestWorkflowId(requestId: string): string {
  return `account-request-${requestId}`;
}

/** What the workflow is started with. */
export interface AccountRequestInput {
  requestId: string;
  /** Until when the link counts; null when the mail holds none. */
  expiresAt: Instant | null;
}

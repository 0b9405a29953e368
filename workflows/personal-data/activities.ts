import { proxyActivities } from '@temporalio/workflow';
import type { PersonalDataActivities } from '../../activities/personal-data/contract.ts';

const retry = { initialInterval: '1 second', maximumInterval: '1 minute' };

/** Work on the database about one person. */
export const patient = proxyActivities<PersonalDataActivities>({ startToCloseTimeout: '2 minutes', retry });

/** Work on the database about everybody: it beats as it moves on. */
export const longWork = proxyActivities<Pick<PersonalDataActivities, 'eraseExpired'>>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry,
});

/** Mails: a day of trying, so that a mail service that is gone holds nothing up. */
export const mail = proxyActivities<Pick<PersonalDataActivities, 'tellExportReady' | 'tellAccountClosed'>>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

import { proxyActivities } from '@temporalio/workflow';
import type { PersonalDataActivities } from '../../activities/personal-data/contract.ts';

/** Work on the database: waited for as long as it takes, while its worker lives. */
export const patient = proxyActivities<PersonalDataActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Mails: a day of trying, so that a mail service that is gone holds nothing up. */
export const mail = proxyActivities<Pick<PersonalDataActivities, 'tellExportReady' | 'tellAccountClosed'>>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

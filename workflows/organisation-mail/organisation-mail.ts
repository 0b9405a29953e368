import { proxyActivities } from '@temporalio/workflow';
import type { OrganisationMail, OrganisationMailActivities } from '../../activities/contract.ts';

/** Patient with a mail service that is down, not for ever: an invitation is good for seven days. */
const { sendOrganisationMail } = proxyActivities<OrganisationMailActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
});

/** Sends one mail to the people of an organisation, however long the mail service is away. */
export async function organisationMail(mail: OrganisationMail): Promise<void> {
  await sendOrganisationMail(mail);
}

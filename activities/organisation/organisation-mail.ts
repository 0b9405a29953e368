import { invitationMailed, invitationToMail } from '../../db/organisation/invitations.ts';
import { disabledEndpoint } from '../../db/webhooks/disabled-endpoint.ts';
import { mailOf } from '../accounts/letter.ts';
import type { OrganisationMailActivities } from '../contract.ts';
import { type AddressedMail, type Mailer, MailRefusedError } from '../mail/mail.ts';
import type { OrganisationDependencies } from './dependencies.ts';
import { invitationLetter, invitationLink, webhookDisabledLetter } from './letters.ts';

/** The mails to the people of an organisation. */
export function createOrganisationMailActivities(
  dependencies: OrganisationDependencies,
): OrganisationMailActivities {
  return {
    sendOrganisationMail: async ({ kind, id, occasion }) => {
      if (kind === 'invitation') await mailInvitation(dependencies, id);
      else await mailWebhookDisabled(dependencies, { id, occasion });
    },
  };
}

async function mailInvitation(dependencies: OrganisationDependencies, id: string): Promise<void> {
  const { db, secrets, mailer, publicUrl } = dependencies;
  const em = db.em.fork();
  const invitation = await invitationToMail(em, secrets, id);
  if (invitation === null) return;
  const { to, token, organisation } = invitation;
  const letter = invitationLetter(organisation, invitationLink(publicUrl, token));
  await handOver(mailer, { to, ...mailOf(letter, publicUrl) }, `invitation-${id}`);
  await invitationMailed(em, id);
}

async function mailWebhookDisabled(
  { db, mailer, publicUrl }: OrganisationDependencies,
  { id, occasion }: { id: string; occasion: string },
): Promise<void> {
  const endpoint = await disabledEndpoint(db.em.fork(), id);
  if (endpoint === null) return;
  const letter = webhookDisabledLetter(endpoint, new URL('/organisme/webhooks', publicUrl).href);
  for (const [index, to] of endpoint.readers.entries()) {
    await handOver(mailer, { to, ...mailOf(letter, publicUrl) }, `webhook-disabled-${occasion}-${index}`);
  }
}

/** Hands a mail over; an address that the service refuses for good is no failure, since trying again would not help. */
async function handOver(mailer: Mailer | null, mail: AddressedMail, key: string): Promise<void> {
  if (mailer === null) throw new Error('No mail service is configured');
  try {
    await mailer.send(mail, key);
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
  }
}

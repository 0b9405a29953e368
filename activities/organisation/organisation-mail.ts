import { linkMailed, linkToMail } from '../../db/organisation/mailed-links.ts';
import { memberAddress } from '../../db/organisation/members.ts';
import { disabledEndpoint } from '../../db/webhooks/disabled-endpoint.ts';
import { mailOf } from '../accounts/letter.ts';
import type { OrganisationMail, OrganisationMailActivities } from '../contract.ts';
import { type AddressedMail, type Mailer, MailRefusedError } from '../mail/mail.ts';
import type { OrganisationDependencies } from './dependencies.ts';
import { invitationLink, memberForgottenLink, memberResetLink, webhookDisabledLetter } from './letters.ts';
import { type MemberLetterKind, memberLetters } from './member-letters.ts';

/** The mails to the people of an organisation. */
export function createOrganisationMailActivities(
  dependencies: OrganisationDependencies,
): OrganisationMailActivities {
  return {
    sendOrganisationMail: async (mail) => {
      switch (mail.kind) {
        case 'invitation':
        case 'password_reset':
          return await mailLink(dependencies, mail.kind, mail.id);
        case 'password_changed':
        case 'second_factor_off':
        case 'recovery_codes_replaced':
          return await mailMember(dependencies, mail.kind, mail);
        case 'webhook_disabled':
          return await mailWebhookDisabled(dependencies, mail);
      }
    },
  };
}

const links = { invitation: invitationLink, password_reset: memberResetLink } as const;

async function mailLink(
  { db, secrets, mailer, publicUrl }: OrganisationDependencies,
  kind: keyof typeof links,
  id: string,
): Promise<void> {
  const em = db.em.fork();
  const link = await linkToMail(em, secrets, id);
  if (link === null) return;
  const { to, token, organisation, language } = link;
  const letter = memberLetters[language][kind](organisation, links[kind](publicUrl, token));
  await handOver(mailer, { to, ...mailOf(letter, publicUrl, language) }, `${kind.replace('_', '-')}-${id}`);
  await linkMailed(em, id);
}

/** Tells a member of a change of how they log in; the link is for those who did not make it. */
async function mailMember(
  { db, mailer, publicUrl }: OrganisationDependencies,
  kind: Exclude<MemberLetterKind, keyof typeof links>,
  { id, occasion }: OrganisationMail,
): Promise<void> {
  const member = await memberAddress(db.em.fork(), id);
  if (member === null) return;
  const { email, organisation, language } = member;
  const letter = memberLetters[language][kind](organisation, memberForgottenLink(publicUrl));
  const mail = { to: email, ...mailOf(letter, publicUrl, language) };
  await handOver(mailer, mail, `member-${kind.replaceAll('_', '-')}-${id}-${occasion}`);
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

import { linkMailed, linkToMail } from '../../db/organisation/mailed-links.ts';
import { memberAddress } from '../../db/organisation/members.ts';
import { disabledEndpoint } from '../../db/webhooks/disabled-endpoint.ts';
import { languages } from '../../domain/language.ts';
import { sendLetter } from '../accounts/letter.ts';
import type { OrganisationMail, OrganisationMailActivities } from '../contract.ts';
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
        case 'locked_out':
        case 'wrong_codes':
        case 'second_factor_on':
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
  dependencies: OrganisationDependencies,
  kind: keyof typeof links,
  id: string,
): Promise<void> {
  const { db, secrets, publicUrl } = dependencies;
  const em = db.em.fork();
  const link = await linkToMail(em, secrets, id);
  if (link === null) return;
  const { to: email, token, organisation, language } = link;
  const letter = memberLetters[language][kind](organisation, links[kind](publicUrl, token));
  await sendLetter(dependencies, { email, language }, letter, `${kind.replace('_', '-')}-${id}`);
  await linkMailed(em, id);
}

/** Tells a member of a change of how they log in; the link is for those who did not make it. */
async function mailMember(
  dependencies: OrganisationDependencies,
  kind: Exclude<MemberLetterKind, keyof typeof links>,
  { id, occasion }: OrganisationMail,
): Promise<void> {
  const { db, publicUrl } = dependencies;
  const member = await memberAddress(db.em.fork(), id);
  if (member === null) return;
  const letter = memberLetters[member.language][kind](member.organisation, memberForgottenLink(publicUrl));
  await sendLetter(dependencies, member, letter, `member-${kind.replaceAll('_', '-')}-${id}-${occasion}`);
}

async function mailWebhookDisabled(
  dependencies: OrganisationDependencies,
  { id, occasion }: { id: string; occasion: string },
): Promise<void> {
  const { db, publicUrl } = dependencies;
  const endpoint = await disabledEndpoint(db.em.fork(), id);
  if (endpoint === null) return;
  const letter = webhookDisabledLetter(endpoint, new URL('/organisme/webhooks', publicUrl).href);
  for (const [index, email] of endpoint.readers.entries()) {
    const reader = { email, language: languages[0] };
    await sendLetter(dependencies, reader, letter, `webhook-disabled-${occasion}-${index}`);
  }
}

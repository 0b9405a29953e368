import type { Command } from 'commander';
import { createResendMailer } from '../../../activities/mail/resend-mailer.ts';
import { mailOf } from '../../../activities/accounts/letter.ts';
import { invitationLink } from '../../../activities/organisation/letters.ts';
import { memberLetters } from '../../../activities/organisation/member-letters.ts';
import { mailSettings } from '../../../config.ts';
import { inviteMember } from '../../../db/organisation/invitations.ts';
import { linkMailed } from '../../../db/organisation/mailed-links.ts';
import { findOrganisationBySiret } from '../../../db/people/find-people.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { parseEmailAddress } from '../../../domain/account/email-address.ts';
import { de } from '../../../domain/french-elision.ts';
import { parseSiret } from '../../../domain/identity/siret.ts';
import { type MemberRole, memberRoles } from '../../../domain/organisation/permissions.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem, UsageProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';

/** Adds `organisation invite`: how an organisation gets its first administrator. */
export function addInvitationCommand(organisation: Command, io: AdminIo): void {
  organisation
    .command('invite')
    .description('invite une personne à agir pour un organisme, par email')
    .argument('<siret>', 'numéro SIRET de l’organisme')
    .requiredOption('--email <adresse>', 'adresse de la personne')
    .option('--role <rôle>', 'administrator ou agent', 'administrator')
    .option('--link', 'affiche le lien au lieu de l’envoyer')
    .action((siret: string, options: InviteOptions) => invite(io, siret, options));
}

interface InviteOptions {
  email: string;
  role: string;
  link?: true;
}

async function invite(io: AdminIo, siretText: string, options: InviteOptions): Promise<void> {
  const siret = parseSiret(siretText);
  const email = parseEmailAddress(options.email);
  const role = readRole(options.role);
  await withDatabase(io, async ({ em, config }) => {
    const settings = mailSettings(config);
    if (settings === null && options.link !== true) {
      throw new AdminProblem('Aucun service d’email n’est configuré : ajoutez « --link » pour voir le lien.');
    }
    const organisation = await findOrganisationBySiret(em, siret);
    if (organisation === null) throw new AdminProblem(`Aucun organisme n’a le SIRET ${siret}.`);
    const box = createSecretBox(config.SECRETS_ENCRYPTION_KEYS);
    const invitee = { organisationId: organisation.id, email, role, invitedBy: null };
    const invitation = await inviteMember(em, box, invitee);
    if (typeof invitation === 'string') {
      throw new AdminProblem('Cette adresse a déjà un accès ou une invitation, ou l’organisme est complet.');
    }
    const link = invitationLink(config.PUBLIC_URL, invitation.token);
    if (settings === null || options.link === true) {
      io.print(`Lien d’invitation ${de(email)}, valable 7 jours, à transmettre à cette personne seule :`);
      io.print(link);
    } else {
      const { name, language } = organisation;
      const letter = memberLetters[language].invitation(name, link);
      const mail = { to: email, ...mailOf(letter, config.PUBLIC_URL, language) };
      await createResendMailer(settings).send(mail, `invitation-${invitation.invitationId}`);
      io.print(`L’invitation est envoyée à ${email}.`);
    }
    await linkMailed(em, invitation.invitationId);
  });
}

function readRole(text: string): MemberRole {
  const role = memberRoles.find((known) => known === text);
  if (role === undefined) throw new UsageProblem('Le rôle est « administrator » ou « agent ».');
  return role;
}

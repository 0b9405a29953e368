import { de } from '../../domain/french-elision.ts';
import type { Letter } from '../accounts/letter.ts';

/** The address under which an invitation is accepted; the token stands where no server and no log sees it. */
export function invitationLink(publicUrl: string, token: string): string {
  return new URL(`/organisme/invitation#${token}`, publicUrl).href;
}

/** The address under which a member replaces a lost password. */
export function memberResetLink(publicUrl: string, token: string): string {
  return new URL(`/organisme/mot-de-passe/nouveau#${token}`, publicUrl).href;
}

/** The address under which a member asks for a link to a new password. */
export function memberForgottenLink(publicUrl: string): string {
  return new URL('/organisme/mot-de-passe/oublie', publicUrl).href;
}

/** Tells administrators that an endpoint no longer gets anything. */
export function webhookDisabledLetter(
  { host, reason, organisation }: { host: string; reason: 'failing' | 'gone'; organisation: string },
  link: string,
): Letter {
  const why =
    reason === 'gone'
      ? 'Votre serveur a répondu qu’il ne veut plus rien recevoir (410 Gone).'
      : 'Pendant trois jours, aucun envoi n’a abouti.';
  return {
    subject: 'Vos notifications automatiques sont arrêtées',
    paragraphs: [
      `Les notifications automatiques (webhooks) ${de(organisation)} vers ${host} sont arrêtées. ${why}`,
      'Vos dossiers ne sont pas touchés, mais votre logiciel n’est plus prévenu de ce qui s’y passe.',
      'Une fois votre serveur réparé, remettez l’envoi en marche puis rejouez ce qui a été manqué :',
    ],
    action: { label: 'Voir les notifications automatiques', url: link },
  };
}

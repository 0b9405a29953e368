import { invitationDays } from '../../db/organisation/invitations.ts';
import type { Letter } from '../accounts/letter.ts';

/** The address under which an invitation is accepted; the token stands where no server and no log sees it. */
export function invitationLink(publicUrl: string, token: string): string {
  return new URL(`/organisme/invitation#${token}`, publicUrl).href;
}

/** Invites somebody to act for an organisation. */
export function invitationLetter(organisation: string, link: string): Letter {
  return {
    subject: `Votre accès à l’espace de ${organisation}`,
    paragraphs: [
      `Vous êtes invité(e) à répondre aux demandes de formation au nom de « ${organisation} ».`,
      `Ce lien sert une seule fois et reste valable ${invitationDays} jours. Il remplace ceux que vous auriez déjà reçus.`,
      'Vous n’attendiez pas cette invitation ? Ignorez ce message : sans vous, aucun accès n’est ouvert.',
    ],
    action: { label: 'Choisir votre mot de passe', url: link },
  };
}

/** Tells administrators that an endpoint no longer gets anything. */
export function webhookDisabledLetter(
  { host, reason }: { host: string; reason: 'failing' | 'gone' },
  link: string,
): Letter {
  const why =
    reason === 'gone'
      ? 'Votre serveur a répondu qu’il ne veut plus rien recevoir (410 Gone).'
      : 'Depuis trois jours, aucun envoi n’a abouti.';
  return {
    subject: 'Vos notifications automatiques sont arrêtées',
    paragraphs: [
      `Les notifications automatiques (webhooks) vers ${host} sont arrêtées. ${why}`,
      'Vos dossiers ne sont pas touchés, mais votre logiciel n’est plus prévenu de ce qui s’y passe.',
      'Une fois votre serveur réparé, remettez l’envoi en marche puis rejouez ce qui a été manqué :',
    ],
    action: { label: 'Voir les notifications automatiques', url: link },
  };
}

import { invitationDays } from '../../db/organisation/invitations.ts';
import type { Letter } from '../accounts/letter.ts';

/** The address under which an invitation is accepted; the token stands where no server and no log sees it. */
export function invitationLink(publicUrl: string, token: string): string {
  return new URL(`/organisme/invitation#${token}`, publicUrl).href;
}

/** The address under which a member replaces a lost password. */
export function memberResetLink(publicUrl: string, token: string): string {
  return new URL(`/organisme/mot-de-passe/nouveau#${token}`, publicUrl).href;
}

/** The link to a new password. */
export function memberResetLetter(organisation: string, link: string): Letter {
  return {
    subject: 'Choisir un nouveau mot de passe',
    paragraphs: [
      `Un nouveau mot de passe a été demandé pour votre accès à l’espace de ${organisation}. Le lien ci-dessous est valable une heure et ne sert qu’une fois.`,
      'Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, rien ne change.',
    ],
    action: { label: 'Choisir un nouveau mot de passe', url: link },
  };
}

const alarm =
  'Ce n’était pas vous ? Demandez tout de suite un nouveau mot de passe : cela ferme toutes les sessions ouvertes.';

/** Tells a member that their password was changed. */
export function memberPasswordChangedLetter(organisation: string, link: string): Letter {
  return {
    subject: 'Votre mot de passe a changé',
    paragraphs: [
      `Le mot de passe de votre accès à l’espace de ${organisation} vient d’être changé. Vos autres sessions sont fermées.`,
      alarm,
    ],
    action: { label: 'Demander un nouveau mot de passe', url: link },
  };
}

/** Tells a member that their second factor is gone, whoever took it away. */
export function memberFactorOffLetter(organisation: string, link: string): Letter {
  return {
    subject: 'Double authentification désactivée',
    paragraphs: [
      `La double authentification de votre accès à l’espace de ${organisation} vient d’être désactivée, par vous ou par un administrateur.`,
      'Sans elle, vous ne pouvez plus publier de sessions ni administrer cet espace. Vous pouvez l’activer de nouveau depuis « Mon compte ».',
      alarm,
    ],
    action: { label: 'Demander un nouveau mot de passe', url: link },
  };
}

/** Tells a member that there are new recovery codes. */
export function memberCodesReplacedLetter(organisation: string, link: string): Letter {
  return {
    subject: 'Nouveaux codes de secours',
    paragraphs: [
      `De nouveaux codes de secours viennent d’être créés pour votre accès à l’espace de ${organisation}. Les anciens ne fonctionnent plus.`,
      alarm,
    ],
    action: { label: 'Demander un nouveau mot de passe', url: link },
  };
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

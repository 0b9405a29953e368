import type { MemberRole } from '../../../../../domain/organisation/permissions.ts';

const roles: Record<MemberRole, string> = { administrator: 'Administrateur', agent: 'Agent' };
const roleHints: Record<MemberRole, string> = {
  administrator: 'Administrateur : gère aussi les membres, les clés d’API, les webhooks et les préférences',
  agent: 'Agent : répond aux demandes et publie les sessions',
};
const statuses: Record<'invited' | 'active' | 'disabled', string> = {
  invited: 'Invité',
  active: 'Actif',
  disabled: 'Désactivé',
};

/** The people of an organisation. */
export const members = {
  title: 'Membres',
  lead: 'Les personnes qui agissent au nom de votre organisme.',
  roles,
  roleHints,
  statuses,
  you: 'Vous',
  unnamed: 'Pas encore accepté',
  factorOn: 'Double authentification activée',
  factorOff: 'Sans double authentification',
  lastLogin: (date: string) => `Dernière connexion le ${date}`,
  neverLoggedIn: 'Jamais connecté',
  inviteHeading: 'Inviter un collègue',
  inviteText: 'Il reçoit un lien par email, valable 7 jours, pour choisir son mot de passe.',
  email: 'Adresse électronique professionnelle',
  role: 'Rôle',
  invite: 'Envoyer l’invitation',
  needsFactor: 'Pour inviter ou modifier des membres, activez d’abord votre double authentification.',

  back: 'Membres',
  status: 'Accès',
  secondFactor: 'Double authentification',
  on: 'activée',
  off: 'non activée',
  since: 'Invité le',
  last: 'Dernière connexion',
  roleHeading: 'Changer son rôle',
  roleButton: 'Changer le rôle',
  inviteAgainHeading: 'Renvoyer une invitation',
  inviteAgainInvited: 'Un nouveau lien part par email. Les précédents ne valent plus rien.',
  inviteAgain: 'Envoyer un nouveau lien',
  factorHeading: 'Retirer sa double authentification',
  factorText:
    'Pour un collègue qui a perdu son téléphone et ses codes de secours. Vérifiez que c’est bien lui qui vous le demande.',
  factorButton: 'Retirer la double authentification',
  disableHeading: 'Retirer son accès',
  disableText:
    'Ses connexions sont fermées tout de suite. Ce qu’il a fait reste dans l’historique des dossiers.',
  disable: 'Retirer l’accès',
  enableHeading: 'Rendre son accès',
  enableText:
    'Il se connecte de nouveau avec son mot de passe, ou avec son invitation s’il ne l’avait pas acceptée.',
  enable: 'Rendre l’accès',
};

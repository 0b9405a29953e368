import { invitationDays } from '../../db/organisation/invitations.ts';
import { de } from '../../domain/french-elision.ts';
import type { Letter } from '../accounts/letter.ts';

type MemberLetter = (organisation: string, url: string) => Letter;

const alarm =
  'Ce n’était pas vous ? Demandez tout de suite un nouveau mot de passe : cela ferme toutes les sessions ouvertes.';
const askForPassword = 'Demander un nouveau mot de passe';

/** The letters to one member in French, each for their organisation's name and the link that it leads to. */
export const frenchLetters = {
  invitation: (organisation, url) => ({
    subject: `Votre accès à l’espace ${de(organisation)}`,
    paragraphs: [
      `Vous êtes invité(e) à répondre aux demandes de formation au nom de « ${organisation} ».`,
      `Ce lien sert une seule fois et reste valable ${invitationDays} jours. Il remplace ceux que vous auriez déjà reçus.`,
      'Vous n’attendiez pas cette invitation ? Ignorez ce message : sans vous, aucun accès n’est ouvert.',
    ],
    action: { label: 'Choisir votre mot de passe', url },
  }),
  password_reset: (organisation, url) => ({
    subject: 'Choisir un nouveau mot de passe',
    paragraphs: [
      `Un nouveau mot de passe a été demandé pour votre accès à l’espace ${de(organisation)}. Le lien ci-dessous est valable une heure et ne sert qu’une fois.`,
      'Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, rien ne change.',
    ],
    action: { label: 'Choisir un nouveau mot de passe', url },
  }),
  password_changed: (organisation, url) => ({
    subject: 'Votre mot de passe a changé',
    paragraphs: [
      `Le mot de passe de votre accès à l’espace ${de(organisation)} vient d’être changé. Vos autres sessions sont fermées.`,
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
  locked_out: (organisation, url) => ({
    subject: 'Tentatives de connexion à votre accès',
    paragraphs: [
      `Plusieurs mots de passe incorrects ont été saisis pour votre accès à l’espace ${de(organisation)}. Par sécurité, il faut attendre un peu entre deux essais, sauf sur les appareils que vous utilisez déjà.`,
      'C’était vous ? Patientez, ou demandez un nouveau mot de passe.',
      'Ce n’était pas vous ? Personne n’est entré. Si votre mot de passe sert aussi ailleurs, changez-le.',
    ],
    action: { label: askForPassword, url },
  }),
  wrong_codes: (organisation, url) => ({
    subject: 'Codes incorrects pour votre accès',
    paragraphs: [
      `Plusieurs codes de double authentification incorrects ont été saisis pour votre accès à l’espace ${de(organisation)}, avec le bon mot de passe. Il faut maintenant attendre entre deux essais.`,
      'Ce n’était pas vous ? Quelqu’un connaît votre mot de passe. Personne n’est entré, mais demandez tout de suite un nouveau mot de passe.',
    ],
    action: { label: askForPassword, url },
  }),
  second_factor_on: (organisation, url) => ({
    subject: 'Double authentification activée',
    paragraphs: [
      `La double authentification de votre accès à l’espace ${de(organisation)} vient d’être activée. Vos autres sessions sont fermées.`,
      'À chaque connexion, le code de votre application vous sera demandé en plus de votre mot de passe.',
      'Ce n’était pas vous ? Demandez tout de suite un nouveau mot de passe, puis à un administrateur de votre organisme de retirer cette double authentification.',
    ],
    action: { label: askForPassword, url },
  }),
  second_factor_off: (organisation, url) => ({
    subject: 'Double authentification désactivée',
    paragraphs: [
      `La double authentification de votre accès à l’espace ${de(organisation)} vient d’être désactivée, par vous ou par un administrateur.`,
      'Sans elle, vous ne pouvez plus publier de sessions ni administrer cet espace. Vous pouvez l’activer de nouveau depuis « Mon compte ».',
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
  recovery_codes_replaced: (organisation, url) => ({
    subject: 'Nouveaux codes de secours',
    paragraphs: [
      `De nouveaux codes de secours viennent d’être créés pour votre accès à l’espace ${de(organisation)}. Les anciens ne fonctionnent plus.`,
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
} satisfies Readonly<Record<string, MemberLetter>>;

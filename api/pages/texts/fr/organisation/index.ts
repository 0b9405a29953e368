import { account, invitation, password, proof, secondFactor } from './access.ts';
import { dossier } from './dossier.ts';
import { inbox } from './inbox.ts';
import { keys } from './keys.ts';
import { logIn } from './log-in.ts';
import { members } from './members.ts';
import { messages } from './messages.ts';
import { preferences } from './preferences.ts';
import { sessions } from './sessions.ts';
import { webhooks } from './webhooks.ts';

/** The organisations' part of the site. */
export const organisation = {
  space: 'Espace organisme',
  menu: {
    dossiers: 'Dossiers reçus',
    sessions: 'Sessions',
    members: 'Membres',
    keys: 'Clés d’API',
    webhooks: 'Webhooks',
    preferences: 'Préférences',
    account: 'Mon compte',
  },
  turnOnFactor: 'Activer la double authentification',
  csv: {
    columns: [
      ...['Numéro', 'État', 'Titulaire', 'Formation', 'Premier jour', 'Dernier jour', 'Lieu', 'Prix (€)'],
      ...['Envoyé le (heure de Paris)', 'Date limite (heure de Paris)', 'Messages non lus'],
    ],
    remote: 'À distance',
  },
  invitation,
  password,
  secondFactor,
  proof,
  account,
  members,
  keys,
  webhooks,
  sessions,
  preferences,
  messages,
  logIn,
  inbox,
  dossier,
};

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
    columns: ['Numéro', 'État', 'Formation', 'Premier jour', 'Dernier jour', 'Date limite (UTC)'],
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

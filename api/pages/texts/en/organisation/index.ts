import type { organisation as french } from '../../fr/organisation/index.ts';
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
export const organisation: typeof french = {
  space: 'Organisations',
  menu: {
    dossiers: 'Dossiers received',
    sessions: 'Sessions',
    members: 'Members',
    keys: 'API keys',
    webhooks: 'Webhooks',
    preferences: 'Preferences',
    account: 'My account',
  },
  turnOnFactor: 'Turn on the second factor',
  csv: {
    columns: [
      ...['Number', 'State', 'Trainee', 'Training', 'First day', 'Last day', 'Place', 'Price (€)'],
      ...['Sent (Paris time)', 'Deadline (Paris time)', 'Unread messages'],
    ],
    remote: 'At a distance',
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

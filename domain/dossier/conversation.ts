import { isFinished, type DossierState } from './states.ts';

/** The two sides of a dossier that write to each other. */
export type Party = 'trainee' | 'organisation';

/** The longest message, in characters. */
export const longestMessage = 4_000;

/** Files that go with one message at most. */
export const attachmentsPerMessage = 5;

/** How much one side may attach to a dossier's messages in all. */
export const attachmentQuota = { documents: 50, bytes: 100 * 1024 * 1024 } as const;

/** Tells whether the two sides of a dossier may write to each other: from its sending until it ends. */
export function takesMessages(state: DossierState): boolean {
  return state !== 'draft' && !isFinished(state);
}

/** The side that a message of a party goes to. */
export function otherParty(party: Party): Party {
  return party === 'trainee' ? 'organisation' : 'trainee';
}

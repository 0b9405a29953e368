import { readMessage } from '../domain/dossier/message-schema.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { isRefusal, type Refusal } from '../domain/dossier/refusal.ts';
import type { PolicyVersion } from '../domain/policy/policy.ts';
import { waitingFor } from '../domain/dossier/waiting.ts';
import type { Database } from '../db/database.ts';
import { recordDraft } from '../db/recording/record-draft.ts';
import { recordMessage } from '../db/recording/record-message.ts';
import type { DossierActivities, Settled } from './contract.ts';

/** What recording needs from outside. */
export interface RecordingDependencies {
  db: Database;
  /** The policy under which dossiers are sent now (`POLICY_VERSION`). */
  policyVersion: PolicyVersion;
}

/** The recording activities; each runs in one database transaction on a fork of its own. */
export function createDossierActivities({ db, policyVersion }: RecordingDependencies): DossierActivities {
  return {
    openDossier: async (request) => settled(await recordDraft(db.em.fork(), request)),
    settleMessage: async ({ dossier, message: sent, decidedAt }) => {
      const message = readMessage(sent);
      if (message === null) return { refused: 'malformed_message', state: dossier.state };
      return settled(await recordMessage(db.em.fork(), { dossier, message, decidedAt, policyVersion }));
    },
  };
}

function settled(outcome: Dossier | Refusal): Settled | Refusal {
  return isRefusal(outcome) ? outcome : { dossier: outcome, waitingFor: waitingFor(outcome) };
}

import type { PolicyVersion } from '../policy/policy.ts';
import type { Account } from './amounts.ts';
import type { SessionSnapshot, TrainingSnapshot } from './dossier.ts';

/** What the catalogue says of a dossier's training when a draft is amended or sent. */
export interface CatalogueFacts {
  /** Null when the training is no longer offered. */
  training: TrainingSnapshot | null;
  /** Null when no such session of this training is open to registration. */
  session: SessionSnapshot | null;
  /** The trainee's other requests for the same training that are still open. */
  openRequests: number;
}

/** What a transition needs from outside the dossier; gathered in the transaction that records it. */
export interface Facts {
  /** The policy in force, which a dossier keeps once it is sent; without it the dossier keeps the one it has. */
  policyVersion?: PolicyVersion;
  /** For `amend_draft` and `submit`. */
  catalogue?: CatalogueFacts;
  /** For `validate`. */
  account?: Account;
  /** For `cancel` with a reason: ids of the proofs for that reason that the dossier holds and nobody refused. */
  proofIds?: readonly string[];
}

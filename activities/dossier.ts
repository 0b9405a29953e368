import { ApplicationFailure } from '@temporalio/common';
import { LRUCache } from 'lru-cache';
import type { Database } from '../db/database.ts';
import { queries } from '../db/database.ts';
import { type Applied, applyMessage, applyTimer } from '../db/recording/apply-message.ts';
import { openDossier } from '../db/recording/open-dossier.ts';
import { readDossier } from '../db/recording/read-dossier.ts';
import { clockOf } from '../domain/dossier/clock.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { readMessage } from '../domain/dossier/message-schema.ts';
import { isRefusal } from '../domain/dossier/refusal.ts';
import type { PolicyVersion } from '../domain/policy/policy.ts';
import { invariantFailureType } from '../workflows/dossier/contract.ts';
import type { DossierActivities, Told } from './contract.ts';
import { brokenInvariant } from './failures.ts';

/** What applying messages needs from outside. */
export interface DossierDependencies {
  db: Database;
  /** The policy under which dossiers are sent now (`POLICY_VERSION`). */
  policyVersion: PolicyVersion;
}

/** Dossiers that a worker keeps at hand: those whose next message spares a read. */
const mostSeen = 2_000;

/** The activities of a dossier: each applies what it is given to the row, in one database transaction on a fork of its own. */
export function createDossierActivities({ db, policyVersion }: DossierDependencies): DossierActivities {
  const seen = new LRUCache<string, Dossier>({ max: mostSeen });
  const tell = ({ dossier, outcome }: Applied): Told => {
    const clock = dossier === null ? null : clockOf(dossier);
    if (dossier !== null && clock?.isOver === true) seen.delete(dossier.number);
    else if (dossier !== null) seen.set(dossier.number, dossier);
    if (isRefusal(outcome)) return { clock, refusal: outcome };
    return outcome.version === dossier?.version ? { clock } : { clock, answer: outcome };
  };
  return {
    openDossier: (request) =>
      judged(async () => {
        const opened = await openDossier(db.em.fork(), request);
        if (isRefusal(opened)) return tell({ dossier: null, outcome: opened });
        const { version, state } = opened;
        return tell({ dossier: opened, outcome: { version, state } });
      }),
    applyMessage: ({ number, message: sent, fingerprint }) =>
      judged(async () => {
        const message = readMessage(sent);
        if (message !== null) {
          const options = { policyVersion, seen: seen.get(number) };
          return tell(await applyMessage(db.em.fork(), { number, message, fingerprint }, options));
        }
        const dossier = await readDossier(queries(db.em.fork()), number);
        return tell({ dossier, outcome: { refused: 'malformed_message', state: dossier?.state ?? 'draft' } });
      }),
    ringTimer: ({ number, now }) =>
      judged(async () => tell(await applyTimer(db.em.fork(), { number, now, policyVersion }))),
    readClock: async ({ number }) => {
      const dossier = await readDossier(queries(db.em.fork()), number);
      return { clock: dossier === null ? null : clockOf(dossier) };
    },
  };
}

/** What is broken is said once, to whoever sent the message; any other error is an outage, and is tried again. */
async function judged(act: () => Promise<Told>): Promise<Told> {
  try {
    return await act();
  } catch (error) {
    const broken = brokenInvariant(error);
    if (broken === null) throw error;
    throw ApplicationFailure.nonRetryable(broken, invariantFailureType, broken);
  }
}

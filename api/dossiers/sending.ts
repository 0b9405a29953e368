import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { submissionFacts } from '../../db/recording/gather-facts.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { type DossierState, finishedStates } from '../../domain/dossier/states.ts';
import { transition } from '../../domain/dossier/transition.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';

/** What sending a draft now would do. */
export interface Sending {
  /** Why it would be refused; null when it would not. */
  obstacle: Refusal | null;
  /** The dossier as it would be then, with the session as the catalogue has it now; null when it would be refused. */
  sent: Dossier | null;
  /** The trainee's other dossiers for the very same session that are not over. */
  sameSession: { number: DossierNumber; state: DossierState }[];
}

/** Tries what sending a draft now would do, and records nothing. `now` in epoch milliseconds. */
export async function sendingOf(
  em: EntityManager,
  draft: Dossier,
  { now, policyVersion }: { now: number; policyVersion: PolicyVersion },
): Promise<Sending> {
  const q = queries(em);
  const [catalogue, sameSession] = await Promise.all([
    submissionFacts(q, draft),
    othersForSession(em, draft),
  ]);
  const message = { id: 'preview', by: 'trainee', type: 'submit', receivedAt: instant(now) } as const;
  const outcome = transition(draft, message, { policyVersion, catalogue });
  return isRefusal(outcome)
    ? { obstacle: outcome, sent: null, sameSession }
    : { obstacle: null, sent: outcome.dossier, sameSession };
}

async function othersForSession(
  em: EntityManager,
  { number, traineeId, training, session }: Dossier,
): Promise<Sending['sameSession']> {
  if (session === null) return [];
  const { rows } = await sql<Sending['sameSession'][number]>`
    select number, state from dossiers
    where trainee_id = ${traineeId} and training_id = ${training.id} and number <> ${number} and deleted_at is null
      and not state = any(${[...finishedStates]}) and snapshot -> 'session' ->> 'id' = ${session.id}
    order by created_at desc, number limit 10`.execute(queries(em));
  return rows;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { tooSoon } from '../../domain/dossier/bookable.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { newDraft } from '../../domain/dossier/draft.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { catalogueFacts } from './gather-facts.ts';
import { readDossier } from './read-dossier.ts';
import { writeDraft } from './write-step.ts';

/** A draft to record. */
export interface DraftRecording {
  number: DossierNumber;
  traineeId: string;
  organisationId: string;
  trainingId: string;
  sessionId: string | null;
  policyVersion: PolicyVersion;
  createdAt: Instant;
}

/** Records a new draft with the training and session as the catalogue shows them; the same draft again changes nothing. */
export async function openDossier(em: EntityManager, recording: DraftRecording): Promise<Dossier | Refusal> {
  const queries = queriesOf(em);
  const outcome = await draftOf(queries, recording);
  if (!isRefusal(outcome) && (await writeDraft(queries, outcome, 'open'))) return outcome;
  // Recorded before: that dossier stands, whatever the catalogue says by now.
  return (await readDossier(queries, recording.number)) ?? outcome;
}

async function draftOf(queries: Queries, recording: DraftRecording): Promise<Dossier | Refusal> {
  const { trainingId, sessionId, ...request } = recording;
  const { training, session } = await catalogueFacts(queries, trainingId, sessionId);
  if (training === null) return { refused: 'training_unavailable', state: 'draft' };
  if (sessionId !== null && session === null) return { refused: 'session_unavailable', state: 'draft' };
  const early =
    session === null ? null : tooSoon(session, request.createdAt, policyOf(request.policyVersion));
  if (early !== null) return { refused: 'session_too_soon', state: 'draft', details: early };
  return newDraft({ ...request, training, session });
}

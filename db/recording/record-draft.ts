import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { newDraft } from '../../domain/dossier/draft.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import { queries as queriesOf } from '../database.ts';
import { lockRecord, writeFirstRecord } from './dossier-record.ts';
import { catalogueFacts } from './gather-facts.ts';

/** A draft to record. */
export interface DraftRecording {
  number: DossierNumber;
  traineeId: string;
  organisationId: string;
  trainingId: string;
  sessionId: string | null;
  policyVersion: PolicyVersion;
  createdAt: Instant;
  /** Epoch milliseconds. */
  decidedAt: number;
}

/** Records a new draft with the training and session as the catalogue shows them; the same draft again changes nothing. */
export async function recordDraft(em: EntityManager, recording: DraftRecording): Promise<Dossier | Refusal> {
  const queries = queriesOf(em);
  const { trainingId, sessionId, decidedAt, ...request } = recording;
  const { training, session } = await catalogueFacts(queries, trainingId, sessionId);
  if (training === null) return { refused: 'training_unavailable', state: 'draft' };
  if (sessionId !== null && session === null) return { refused: 'session_unavailable', state: 'draft' };
  const dossier = newDraft({ ...request, training, session });
  if (await writeFirstRecord(queries, { dossier, messageId: 'open', decidedAt }, 'open')) return dossier;
  return await em.transactional(async (transaction) => {
    const last = await lockRecord(queriesOf(transaction), recording.number);
    return last?.dossier ?? dossier;
  });
}

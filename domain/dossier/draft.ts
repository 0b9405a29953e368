import type { Instant } from '../calendar/paris-time.ts';
import type { PolicyVersion } from '../policy/policy.ts';
import type { Dossier, SessionSnapshot, TrainingSnapshot } from './dossier.ts';
import { draftKept } from './next-deadline.ts';
import type { DossierNumber } from './number.ts';

/** What a new draft is made from. */
export interface DraftRequest {
  number: DossierNumber;
  traineeId: string;
  organisationId: string;
  policyVersion: PolicyVersion;
  training: TrainingSnapshot;
  session: SessionSnapshot | null;
  createdAt: Instant;
}

/** Makes a new draft: version 1, kept for the time that the policy gives an unchanged draft. */
export function newDraft(request: DraftRequest): Dossier {
  const draft: Dossier = {
    ...request,
    state: 'draft',
    version: 1,
    sentAt: null,
    acknowledgedAt: null,
    deadline: null,
    proposal: null,
    agreement: null,
    payment: null,
    validatedAt: null,
    enteredOn: null,
    endedOn: null,
    attendancePercent: null,
    closure: null,
    deletedAt: null,
  };
  return { ...draft, deadline: draftKept(draft, request.createdAt) };
}

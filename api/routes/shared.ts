import type { RefusalCode } from '../../domain/dossier/refusal.ts';
import type { Success } from '../http/route.ts';
import { organisationDossierSchema, receiptSchema, traineeDossierSchema } from '../schemas/dossier.ts';
import { numberParams } from '../schemas/parts.ts';

/** What every route about one dossier declares. */
export const ofDossier = { params: numberParams, unknown: 'dossier_not_found' } as const;

const kept: Success = {
  status: 202,
  description:
    'No worker answered in time. The message is kept and will be taken up: read the dossier later to see what became of it.',
  schema: receiptSchema,
};

/** The answers to a trainee's message. */
export const traineeSuccesses: readonly Success[] = [
  { status: 200, description: 'Accepted: the dossier after it.', schema: traineeDossierSchema },
  kept,
];

/** The answers to an organisation's message. */
export const organisationSuccesses: readonly Success[] = [
  { status: 200, description: 'Accepted: the dossier after it.', schema: organisationDossierSchema },
  kept,
];

/** The answers to the request for a new draft. */
export const draftSuccesses: readonly Success[] = [
  { status: 201, description: 'The new draft.', schema: traineeDossierSchema },
  kept,
];

/** Refusals that any message can meet. */
export const anyRefusal: readonly RefusalCode[] = [
  'not_allowed_in_state',
  'deadline_passed',
  'ended_meanwhile',
  'malformed_message',
];

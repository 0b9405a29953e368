import { z } from 'zod';
import { traineeForceMajeure } from '../../domain/dossier/cancellation-reasons.ts';
import { proofMediaTypes, proofReviews } from '../../domain/dossier/proofs.ts';
import { instantSchema, numberParams } from './parts.ts';

/** The path parameters of the routes of one document. */
export const documentParams = numberParams.extend({ id: z.uuid() });

/** A reason of force majeure that a trainee may give. */
export const traineeReasonSchema = z.enum(traineeForceMajeure);

/** What a proof is for. */
export const uploadQuery = z.object({
  reason: traineeReasonSchema.meta({ description: 'The reason of force majeure that the document proves.' }),
});

/** A proof, as its trainee sees it. */
export const documentSchema = z
  .object({
    id: z.uuid(),
    reason: traineeReasonSchema,
    reasonLabel: z.string(),
    name: z.string(),
    mediaType: z.enum(proofMediaTypes).meta({ description: 'As found in the content.' }),
    sizeBytes: z.int(),
    sha256: z.string(),
    createdAt: instantSchema,
    used: z.boolean().meta({ description: 'Whether the dossier was cancelled by it.' }),
    deletable: z.boolean(),
    review: z.enum(proofReviews),
    reviewLabel: z.string(),
    reviewReason: z.string().nullable(),
  })
  .meta({ id: 'DossierDocument' });

/** A dossier's proofs. */
export const documentListSchema = z
  .object({
    items: z.array(documentSchema),
    limits: z.object({ documents: z.int(), bytes: z.int(), bytesEach: z.int() }),
  })
  .meta({ id: 'DossierDocuments' });

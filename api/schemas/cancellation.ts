import { z } from 'zod';
import { traineeReasonSchema } from './documents.ts';
import { cancellationAmountsAnswer, consequencesSchema } from './dossier.ts';
import { centsAnswer, instantSchema } from './parts.ts';

/** What cancelling now would do. */
export const cancellationSchema = z
  .object({
    allowed: z.boolean(),
    kind: z.enum(['cancel', 'abandon']).meta({ description: 'After the entry, cancelling is abandoning.' }),
    consequences: consequencesSchema.nullable(),
    amounts: cancellationAmountsAnswer,
    explanation: z.string().meta({ description: 'Which rule applies and why, with dates, in plain French.' }),
    text: z.string().meta({ description: 'What becomes of rights and remainder, in plain French.' }),
    holdsUntil: instantSchema.nullable().meta({
      description: 'The last instant at which it holds if only time passes; null when time changes nothing.',
    }),
    withProof: z
      .object({ consequences: consequencesSchema, amounts: cancellationAmountsAnswer, text: z.string() })
      .nullable()
      .meta({ description: 'What a proof of force majeure would change; null when nothing.' }),
    reason: traineeReasonSchema.nullable(),
    reasonLabel: z.string().nullable(),
    proofs: z.int().meta({ description: 'Proofs for that reason that the dossier holds.' }),
    proofVerified: z.boolean().meta({ description: 'Whether the service has accepted one of them.' }),
    isContested: z.boolean().meta({
      description: 'A contest is open: cancelling waits for its decision, and costs nothing more meanwhile.',
    }),
    reasons: z.array(z.object({ reason: traineeReasonSchema, label: z.string() })),
    rightsCents: centsAnswer,
    remainderCents: centsAnswer,
  })
  .meta({ id: 'CancellationCost' });

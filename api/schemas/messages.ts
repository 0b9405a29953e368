import { z } from 'zod';
import { contestable } from '../../domain/dossier/contest.ts';
import { organisationForceMajeure, traineeForceMajeure } from '../../domain/dossier/cancellation-reasons.ts';
import {
  attendanceSchema,
  cancellationAmountsSchema,
  centsSchema,
  expectedSessionSchema,
  proposedChangesSchema,
} from '../../domain/dossier/message-schema.ts';
import { daySchema, numberSchema } from './parts.ts';
import { lineSchema, textSchema } from './text.ts';

const longestPlace = 200;
const longestVersion = 50;

/** Dossiers that one reply may go to: as many as a page of the list shows. */
export const mostAtOnce = 100;

/** A trainee's wish for a new draft. */
export const newDraftSchema = z
  .strictObject({ trainingId: z.uuid(), sessionId: z.uuid().nullable().default(null) })
  .meta({ id: 'NewDraft' });

/** A trainee's change of a draft. */
export const draftChangeSchema = z
  .strictObject({ sessionId: z.uuid().nullable() })
  .meta({ id: 'DraftChange' });

/** A trainee's sending of a draft. */
export const submissionSchema = z
  .strictObject({
    expected: expectedSessionSchema.optional().meta({
      description: 'The session that was shown: refused with `session_changed` when it is no longer so.',
    }),
  })
  .meta({ id: 'Submission' });

/** A trainee's validation of exact amounts. */
export const validationSchema = z
  .strictObject({
    rightsConsent: z.literal(true),
    rightsCents: centsSchema,
    remainderCents: centsSchema,
    termsVersion: z.string().min(1).max(longestVersion),
    acceptedPriceCents: centsSchema.nullish().meta({
      description: 'The proposed price, where it is higher than the one that was asked for.',
    }),
  })
  .meta({ id: 'Validation' });

/** A trainee's cancellation; the reason is one of force majeure. */
export const traineeCancellationSchema = z
  .strictObject({
    reason: z.enum(traineeForceMajeure).nullable().default(null),
    expected: cancellationAmountsSchema.optional().meta({
      description: 'What was shown (`amounts`): refused with `consequences_changed` when it is no longer so.',
    }),
    withoutProof: z.boolean().optional().meta({
      description: 'To go on with a reason but without its proof, where the proof would have made it free.',
    }),
  })
  .optional()
  .meta({ id: 'TraineeCancellation' });

/** An organisation's reply. */
export const replySchema = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('acknowledge') }),
    z.strictObject({ decision: z.literal('accept') }),
    z.strictObject({
      decision: z.literal('propose'),
      changes: proposedChangesSchema.extend({
        place: lineSchema(longestPlace).optional(),
        note: textSchema().optional(),
      }),
      confirmedPriceCents: centsSchema.nullish().meta({
        description: 'The proposed price again, where it is higher than the one that was asked for, or 0.',
      }),
    }),
    z.strictObject({ decision: z.literal('refuse'), reason: textSchema().optional() }),
  ])
  .meta({ id: 'OrganisationReply' });

/** Other dates that an organisation proposes for a dossier that it accepted. */
export const dateProposalSchema = z
  .strictObject({ startsOn: daySchema, endsOn: daySchema, note: textSchema().optional() })
  .meta({ id: 'DateProposal' });

/** A trainee's answer to other dates; accepting names the dates that were shown. */
export const dateAnswerSchema = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('accept'), startsOn: daySchema, endsOn: daySchema }),
    z.strictObject({ decision: z.literal('decline') }),
  ])
  .meta({ id: 'DateAnswer' });

/** What an organisation may say to several dossiers at once. */
export const sharedReplySchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('acknowledge') }),
  z.strictObject({ decision: z.literal('accept') }),
  z.strictObject({ decision: z.literal('refuse'), reason: textSchema().optional() }),
]);

/** One reply for several dossiers. */
export const replyToManySchema = z
  .strictObject({
    numbers: z.array(numberSchema).min(1).max(mostAtOnce),
    reply: sharedReplySchema,
  })
  .meta({ id: 'ReplyToMany' });

/** What became of a reply to several dossiers. */
export const replyOutcomesSchema = z
  .object({
    items: z.array(
      z.object({
        number: numberSchema,
        outcome: z.enum(['done', 'received', 'refused']),
        problem: z.looseObject({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'ReplyOutcomes' });

/** An organisation's declaration of entry. */
export const entrySchema = z.strictObject({ enteredOn: daySchema }).meta({ id: 'Entry' });

/** An organisation's declaration of the end. */
export const endSchema = z
  .strictObject({
    endedOn: daySchema,
    attendancePercent: attendanceSchema.nullable().default(null).meta({
      description:
        'Whole percents. Absent or 100: only from the session’s last day on. Below 100: with a reason.',
    }),
    reason: textSchema()
      .optional()
      .meta({ description: 'Why less than all was attended; the trainee reads it.' }),
  })
  .meta({ id: 'End' });

/** A trainee's word that a declaration of the organisation is wrong. */
export const contestSchema = z
  .strictObject({ about: z.enum(contestable), reason: textSchema() })
  .meta({ id: 'Contest' });

/** An organisation's cancellation: a reason of force majeure from the list, or one in its own words. */
export const organisationCancellationSchema = z
  .strictObject({ reason: z.union([z.enum(organisationForceMajeure), textSchema()]) })
  .meta({ id: 'OrganisationCancellation' });

/** NIR and password. Whether the number can exist is not said here: every wrong login gets one answer. */
export const credentialsSchema = z
  .strictObject({ nir: z.string().min(1).max(40), password: z.string().min(1).max(1_024) })
  .meta({ id: 'Credentials' });

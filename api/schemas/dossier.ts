import { z } from 'zod';
import { contestable, contestOutcomes } from '../../domain/dossier/contest.ts';
import { amountKinds } from '../../domain/dossier/amount-lines.ts';
import type { CancellationAmounts } from '../../domain/dossier/dossier.ts';
import { contributionExemptions } from '../../domain/policy/exemptions.ts';
import { centsAnswer, dayAnswer, instantSchema, stateSchema } from './parts.ts';

/** A date until which somebody may act. */
export const deadlineSchema = z
  .object({
    at: instantSchema,
    kind: z.string(),
    businessDays: z.int().nullable(),
    skippedDays: z.array(
      z.object({ day: dayAnswer, reason: z.enum(['saturday', 'sunday', 'holiday']), label: z.string() }),
    ),
    skippedDaysCount: z
      .int()
      .meta({ description: 'How many days were passed over; `skippedDays` lists the first of them.' }),
  })
  .meta({
    id: 'Deadline',
    description: 'The last instant in time, and the days that its count passed over.',
  });

const listedSession = z.object({
  startsOn: dayAnswer.nullable(),
  endsOn: dayAnswer.nullable(),
  datesLabel: z.string().meta({ example: 'Session du 20 octobre au 26 octobre 2018' }),
});

const common = {
  number: z.string(),
  state: stateSchema,
  label: z.string().meta({ description: 'The state as people read it.', example: 'A valider' }),
  deadline: deadlineSchema.nullable(),
  actions: z
    .array(z.string())
    .meta({ description: 'What the caller may do now.', example: ['submit', 'delete'] }),
  version: z.int().meta({ description: 'Rises by one with each message.' }),
  asOf: instantSchema,
};

/** A line of a list of dossiers. */
export const dossierItemSchema = z
  .object({ ...common, training: z.object({ id: z.uuid(), title: z.string() }), session: listedSession })
  .meta({ id: 'DossierItem' });

/** A line of an organisation's list. */
export const organisationDossierItemSchema = dossierItemSchema
  .extend({
    trainee: z.object({ name: z.string() }),
    priceCents: centsAnswer.nullable(),
    place: z.string().nullable().meta({ description: 'Null when it is followed at a distance.' }),
    sentAt: instantSchema.nullable(),
    unreadMessages: z.int().meta({ description: 'Messages of the trainee that nobody has read.' }),
  })
  .meta({ id: 'OrganisationDossierItem' });

/** What a cancellation does with every cent. */
export const cancellationAmountsAnswer = z
  .object({
    rightsBackCents: centsAnswer,
    rightsConsumedCents: centsAnswer,
    remainderRefundedCents: centsAnswer,
    remainderKeptCents: centsAnswer,
  } satisfies Record<keyof CancellationAmounts, z.ZodType>)
  .meta({ id: 'CancellationAmounts' });

/** What a cancellation does to rights and remainder. */
export const consequencesSchema = z
  .object({
    rule: z.string(),
    rights: z.enum(['given_back', 'consumed', 'none']),
    remainder: z.enum(['refunded', 'kept', 'none']),
    refundWithinDays: z.int().nullable(),
  })
  .meta({ id: 'Consequences' });

const changeSchema = z.object({
  field: z.enum(['startsOn', 'endsOn', 'priceCents', 'hours', 'place', 'note']),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
});

const compared = { beforeCents: centsAnswer, afterCents: centsAnswer, differenceCents: z.int() };

const closureSchema = z.object({
  reason: z.string(),
  by: z.enum(['trainee', 'organisation', 'deadline']),
  at: instantSchema,
  cancellationReason: z.string().nullable(),
  cancellationReasonLabel: z.string().nullable(),
  text: z.string().nullable(),
  consequences: consequencesSchema
    .extend({
      description: z.string(),
      amounts: cancellationAmountsAnswer.nullable().meta({ description: 'For the trainee alone.' }),
    })
    .nullable(),
});

const paymentSchema = z
  .object({
    status: z.enum(['due', 'processing', 'paid', 'refused']),
    paidAt: instantSchema.nullable(),
    failure: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why the last attempt was refused; to the trainee alone.' }),
    refunds: z
      .array(
        z.object({
          amountCents: centsAnswer,
          reason: z.enum([
            'paid_after_cancellation',
            'paid_twice',
            'paid_too_late',
            'cancellation',
            'wrong_amount',
            'by_hand',
          ]),
          status: z.enum(['noted', 'due', 'requested', 'done', 'failed']),
          at: instantSchema.nullable(),
          description: z.string(),
        }),
      )
      .meta({ description: 'What goes back to the card; to the trainee alone.' }),
  })
  .meta({ id: 'Payment' });

const contestSchema = z
  .object({
    about: z.enum(contestable),
    at: instantSchema,
    reason: z.string().nullable().meta({ description: 'The trainee’s words.' }),
    decision: z
      .object({ at: instantSchema, outcome: z.enum(contestOutcomes), reason: z.string() })
      .nullable()
      .meta({ description: 'Null while the service looks at it: nothing is consumed meanwhile.' }),
    description: z.string(),
  })
  .meta({
    id: 'DossierContest',
    description: 'A declaration of the organisation that the trainee contested.',
  });

const view = {
  ...common,
  description: z.string().meta({ description: 'Where the dossier stands, in plain French.' }),
  training: z.object({ id: z.uuid(), title: z.string(), hours: z.number().nullable() }),
  session: listedSession.extend({
    id: z.uuid().nullable(),
    place: z.string().nullable(),
    remote: z.boolean().nullable(),
    hours: z.number().nullable(),
    hasPrerequisites: z.boolean().nullable(),
  }),
  organisation: z.object({ id: z.uuid(), name: z.string(), contactEmail: z.string().nullable() }),
  changes: z.array(changeSchema),
  priceChange: z
    .object({ ...compared, rights: z.object(compared).nullable(), card: z.object(compared).nullable() })
    .nullable()
    .meta({
      description:
        'What a proposal does to the price; to the trainee also what it does to rights and card. Null without another price.',
    }),
  dateProposal: z
    .object({
      startsOn: dayAnswer,
      endsOn: dayAnswer,
      datesLabel: z.string(),
      at: instantSchema,
      note: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'Other dates that wait for the trainee’s answer; `session` has those that hold.' }),
  payment: paymentSchema.nullable(),
  closure: closureSchema.nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
  acknowledgedAt: instantSchema.nullable(),
  validatedAt: instantSchema.nullable(),
  enteredOn: dayAnswer.nullable(),
  endedOn: dayAnswer.nullable(),
  attendancePercent: z.number().nullable(),
  contest: contestSchema.nullable(),
  source: z.enum(['workflow', 'projection']),
};

/** What sending a draft now would do. */
const sendingSchema = z
  .object({
    obstacle: z
      .object({ code: z.string(), title: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'Why it would be refused, as the submission would answer.' }),
    deadline: deadlineSchema.nullable().meta({ description: 'What would run if it were sent now.' }),
    sameSession: z
      .array(z.object({ number: z.string(), state: stateSchema, label: z.string() }))
      .meta({ description: 'Other dossiers of the trainee for the very same session that are not over.' }),
  })
  .meta({ id: 'Sending' });

/** A dossier as its trainee sees it. */
export const traineeDossierSchema = z
  .object({
    ...view,
    amounts: z.object({
      priceCents: centsAnswer.nullable(),
      rightsCents: centsAnswer.nullable(),
      remainderCents: centsAnswer.nullable(),
    }),
    amountLines: z
      .array(
        z.object({
          kind: z.enum(amountKinds),
          cents: centsAnswer,
          at: instantSchema.nullable(),
          label: z.string(),
        }),
      )
      .meta({
        description: 'What each amount is now: estimated, reserved, due, paid, given back, kept. In French.',
      }),
    contribution: z
      .object({
        dueCents: centsAnswer,
        exemption: z.enum(Object.keys(contributionExemptions)).nullable(),
        exemptionLabel: z.string().nullable(),
      })
      .nullable()
      .meta({
        description: 'What rights may not pay of the price, within `amounts`; null once amounts are agreed.',
      }),
    contestable: z.array(z.enum(contestable)).meta({ description: 'What the trainee may contest now.' }),
    termsVersion: z.string().meta({ description: 'The terms to accept when validating.' }),
    sending: sendingSchema
      .nullable()
      .meta({ description: 'What sending this draft now would do; null once sent.' }),
  })
  .meta({ id: 'TraineeDossier' });

/** A dossier as its organisation sees it. */
export const organisationDossierSchema = z
  .object({
    ...view,
    amounts: z.object({ priceCents: centsAnswer.nullable() }),
    trainee: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }),
  })
  .meta({ id: 'OrganisationDossier' });

/** A message that is kept although no worker answered in time. */
export const receiptSchema = z
  .object({
    status: z.literal('received'),
    number: z.string(),
    receivedAt: instantSchema,
    messageId: z.string(),
  })
  .meta({ id: 'Receipt' });

import type { Deadline } from '../../domain/calendar/deadline.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { frenchSessionDates } from '../../domain/calendar/french-dates.ts';
import { amountsFor } from '../../domain/dossier/amounts.ts';
import { cancellationReasonLabels } from '../../domain/dossier/cancellation-reasons.ts';
import { actionsOf, runningDeadline } from '../../domain/dossier/check.ts';
import { consequencesOf } from '../../domain/dossier/closure-description.ts';
import { describeDossier } from '../../domain/dossier/description.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { stateLabels } from '../../domain/dossier/states.ts';
import { waitingFor } from '../../domain/dossier/waiting.ts';
import { cents } from '../../domain/money.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import type { Caller } from '../http/caller.ts';
import type { DossierRecord } from './access.ts';
import type { Reading } from './reading.ts';
import type { Texts } from './texts.ts';

/** What a view is made from. */
export interface ViewSource {
  role: Caller['role'];
  record: DossierRecord;
  reading: Reading;
  texts: Texts;
  /** Epoch milliseconds. */
  now: number;
}

/** A dossier as the API shows it (design.md, "A dossier's view"). */
export type DossierView = ReturnType<typeof viewOf>;

/** Shapes a dossier for its trainee or its organisation. Pure. */
export function viewOf({ role, record, reading, texts, now }: ViewSource) {
  const { dossier, source, asOf } = reading;
  const isTrainee = role === 'trainee';
  return {
    number: dossier.number,
    state: dossier.state,
    label: stateLabels[dossier.state],
    // The sentences of `describeDossier` speak to the trainee; organisations read the neutral ones.
    description: isTrainee ? describeDossier(dossier) : waitingFor(dossier),
    training: dossier.training,
    session: sessionOf(dossier),
    organisation: record.organisation,
    ...(isTrainee ? {} : { trainee: contactOf(record) }),
    amounts: isTrainee ? amountsOf(dossier, record) : { priceCents: dossier.session?.priceCents ?? null },
    ...(isTrainee ? { termsVersion: currentTermsVersion } : {}),
    deadline: deadlineOf(dossier),
    changes: changesOf(dossier, texts),
    payment: paymentOf(dossier),
    closure: closureOf(dossier, texts),
    createdAt: dossier.createdAt,
    sentAt: dossier.sentAt,
    acknowledgedAt: dossier.acknowledgedAt,
    validatedAt: dossier.validatedAt,
    enteredOn: dossier.enteredOn,
    endedOn: dossier.endedOn,
    attendancePercent: dossier.attendancePercent,
    actions: actionsOf(dossier, role, now),
    version: dossier.version,
    asOf,
    source,
  };
}

/** The session with its dates in words; all null but the words while none is chosen (« À définir »). */
export function sessionOf({ session }: Dossier) {
  return {
    id: session?.id ?? null,
    startsOn: session?.startsOn ?? null,
    endsOn: session?.endsOn ?? null,
    datesLabel: frenchSessionDates(session?.startsOn ?? null, session?.endsOn ?? null),
    place: session?.place ?? null,
    remote: session?.remote ?? null,
    hours: session?.hours ?? null,
    hasPrerequisites: session?.hasPrerequisites ?? null,
  };
}

/** A deadline as documents show it: when reminders go out is nobody's business but the workflow's. */
export function shownDeadline({ at, kind, businessDays, skippedDays }: Deadline) {
  return { at, kind, businessDays, skippedDays };
}

/** The deadline on which somebody must act; null when there is none, or only a record to keep. */
export function deadlineOf(dossier: Dossier) {
  const deadline = runningDeadline(dossier);
  if (deadline === null || deadline.kind === 'record_kept') return null;
  return shownDeadline(deadline);
}

function amountsOf(dossier: Dossier, { balanceCents, trainee }: DossierRecord) {
  const { agreement, session } = dossier;
  if (agreement !== null) {
    const { priceCents, rightsCents, remainderCents } = agreement;
    return { priceCents, rightsCents, remainderCents };
  }
  if (session === null) return { priceCents: null, rightsCents: null, remainderCents: null };
  const account = { balanceCents: cents(balanceCents), jobSeeker: trainee.jobSeeker };
  return amountsFor(session.priceCents, account, policyOf(dossier.policyVersion));
}

function contactOf({ trainee: { name, email, phone } }: DossierRecord) {
  return { name, email, phone };
}

interface ShownChange {
  field: string;
  before: string | number | null;
  after: string | number | null;
}

function changesOf({ proposal }: Dossier, texts: Texts): ShownChange[] {
  if (proposal === null) return [];
  const note = proposal.noteId === null ? undefined : texts.get(proposal.noteId);
  const changes = proposal.changes.map(({ field, before, after }) => ({ field, before, after }));
  return note === undefined ? changes : [...changes, { field: 'note', before: null, after: note }];
}

function paymentOf({ payment }: Dossier): { status: string; paidAt: Instant | null } | null {
  return payment === null ? null : { status: payment.status, paidAt: payment.paidAt };
}

function closureOf({ closure }: Dossier, texts: Texts) {
  if (closure === null) return null;
  const { reason, by, at, cancellationReason, reasonId, consequences } = closure;
  return {
    reason,
    by,
    at,
    cancellationReason,
    cancellationReasonLabel:
      cancellationReason === null ? null : cancellationReasonLabels[cancellationReason],
    text: (reasonId === null ? undefined : texts.get(reasonId)) ?? null,
    consequences:
      consequences === null ? null : { ...consequences, description: consequencesOf(consequences) },
  };
}

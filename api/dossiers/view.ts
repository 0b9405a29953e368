import type { Deadline } from '../../domain/calendar/deadline.ts';
import { frenchSessionDates } from '../../domain/calendar/french-dates.ts';
import { amountLines } from '../../domain/dossier/amount-lines.ts';
import { amountLabel } from '../../domain/dossier/amount-words.ts';
import { amountsFor, contributionFor } from '../../domain/dossier/amounts.ts';
import { cancellationAmounts } from '../../domain/dossier/cancellation-amounts.ts';
import { cancellationReasonLabels } from '../../domain/dossier/cancellation-reasons.ts';
import { actionsOf, runningDeadline } from '../../domain/dossier/check.ts';
import { consequencesOf } from '../../domain/dossier/closure-description.ts';
import { describeDossier } from '../../domain/dossier/description.ts';
import { lastContest, whatCanBeContested } from '../../domain/dossier/contest.ts';
import { describeContest } from '../../domain/dossier/contest-words.ts';
import type { Consequences, Dossier } from '../../domain/dossier/dossier.ts';
import { priceChange } from '../../domain/dossier/price-change.ts';
import { refundSentences } from '../../domain/dossier/refund-words.ts';
import { stateLabels } from '../../domain/dossier/states.ts';
import { waitingFor } from '../../domain/dossier/waiting.ts';
import { cents } from '../../domain/money.ts';
import { contributionExemptions } from '../../domain/policy/exemptions.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import type { Caller } from '../http/caller.ts';
import type { DossierRecord } from './access.ts';
import { problemText } from '../pages/problems/problem-text.ts';
import { refused } from '../problems/refused.ts';
import { paymentOf } from './payment-view.ts';
import type { Reading } from './reading.ts';
import type { Sending } from './sending.ts';
import type { Texts } from './texts.ts';

/** What a view is made from. */
export interface ViewSource {
  role: Caller['role'];
  record: DossierRecord;
  reading: Reading;
  texts: Texts;
  /** For the trainee's own draft. */
  sending: Sending | null;
  /** Epoch milliseconds. */
  now: number;
}

/** A dossier as the API shows it (design.md, "A dossier's view"). */
export type DossierView = ReturnType<typeof viewOf>;

/** Shapes a dossier for its trainee or its organisation. Pure. */
export function viewOf({ role, record, reading, texts, sending, now }: ViewSource) {
  const { dossier, source, asOf } = reading;
  const isTrainee = role === 'trainee';
  return {
    number: dossier.number,
    state: dossier.state,
    label: stateLabels[dossier.state],
    // The sentences of `describeDossier` speak to the trainee; organisations read the neutral ones.
    description: isTrainee ? withRefunds(dossier) : waitingFor(dossier),
    training: dossier.training,
    session: sessionOf(dossier),
    organisation: record.organisation,
    ...(isTrainee ? {} : { trainee: contactOf(record) }),
    amounts: isTrainee ? amountsOf(dossier, record) : { priceCents: dossier.session?.priceCents ?? null },
    ...(isTrainee
      ? {
          amountLines: linesOf(dossier, record),
          contribution: contributionOf(dossier, record),
          termsVersion: currentTermsVersion,
          sending: sending === null ? null : shownSending(sending),
        }
      : {}),
    deadline: deadlineOf(dossier),
    changes: changesOf(dossier, texts),
    priceChange: priceChangeOf(dossier, record, role),
    dateProposal: dateProposalOf(dossier, texts),
    payment: paymentOf(dossier, role),
    closure: closureOf(dossier, texts, role),
    createdAt: dossier.createdAt,
    sentAt: dossier.sentAt,
    acknowledgedAt: dossier.acknowledgedAt,
    validatedAt: dossier.validatedAt,
    enteredOn: dossier.enteredOn,
    endedOn: dossier.endedOn,
    attendancePercent: dossier.attendancePercent,
    contest: contestOf(dossier, texts, role),
    ...(isTrainee ? { contestable: contestableOf(dossier) } : {}),
    actions: actionsOf(dossier, role, now),
    version: dossier.version,
    asOf,
    source,
  };
}

/** For clients that show one text; pages show refunds in a place of their own. */
function withRefunds(dossier: Dossier): string {
  return [describeDossier(dossier), refundSentences(dossier, 'fr')]
    .filter((sentence) => sentence !== '')
    .join(' ');
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
export function shownDeadline({ at, kind, businessDays, skippedDays, skippedDaysCount }: Deadline) {
  return { at, kind, businessDays, skippedDays, skippedDaysCount };
}

/** The deadline on which somebody must act; null when there is none, or only a record to keep. */
export function deadlineOf(dossier: Dossier) {
  const deadline = runningDeadline(dossier);
  if (deadline === null || deadline.kind === 'record_kept') return null;
  return shownDeadline(deadline);
}

function amountsOf(dossier: Dossier, { balanceCents, trainee }: DossierRecord) {
  const { agreement, session } = dossier;
  const account = { balanceCents: cents(balanceCents), jobSeeker: trainee.jobSeeker };
  if (agreement !== null) {
    const { priceCents, rightsCents, remainderCents } = agreement;
    return { priceCents, rightsCents, remainderCents };
  }
  if (session === null) return { priceCents: null, rightsCents: null, remainderCents: null };
  return amountsFor(session.priceCents, account, policyOf(dossier.policyVersion));
}

/** What each amount is now. */
function linesOf(dossier: Dossier, { balanceCents, trainee }: DossierRecord) {
  const account = { balanceCents: cents(balanceCents), jobSeeker: trainee.jobSeeker };
  return amountLines(dossier, account).map((line) => ({ ...line, label: amountLabel(line, 'fr') }));
}

function shownSending({ obstacle, sent, sameSession }: Sending) {
  return {
    obstacle: obstacle === null ? null : { code: obstacle.refused, ...problemText('fr', refused(obstacle)) },
    deadline: sent === null ? null : deadlineOf(sent),
    sameSession: sameSession.map((other) => ({ ...other, label: stateLabels[other.state] })),
  };
}

/** What must be paid without rights, and why not; null once amounts are agreed, which settle it. */
function contributionOf({ agreement, session, policyVersion }: Dossier, { trainee }: DossierRecord) {
  if (agreement !== null || session === null) return null;
  const { dueCents, exemption } = contributionFor(session.priceCents, trainee, policyOf(policyVersion));
  return { dueCents, exemption, exemptionLabel: exemption && contributionExemptions[exemption].label };
}

function contactOf({ trainee: { name, email, phone } }: DossierRecord) {
  return { name, email, phone };
}

/** What was contested last, and what came of it; both sides read the trainee's words and the decision's. */
function contestOf(dossier: Dossier, texts: Texts, role: Caller['role']) {
  const contest = lastContest(dossier);
  if (contest === null) return null;
  const { about, at, reasonId, decision } = contest;
  const reason = (reasonId === null ? undefined : texts.get(reasonId)) ?? null;
  return { about, at, reason, decision, description: describeContest(dossier, 'fr', role) };
}

/** What the trainee may contest now. */
function contestableOf(dossier: Dossier) {
  const { state } = dossier;
  return state === 'in_training' || state === 'completed' ? whatCanBeContested(dossier) : [];
}

/** What a proposal does to the price, and for the trainee to rights and card: these are not the organisation's to know. */
function priceChangeOf(dossier: Dossier, { balanceCents, trainee }: DossierRecord, role: Caller['role']) {
  const account = { balanceCents: cents(balanceCents), jobSeeker: trainee.jobSeeker };
  return priceChange(dossier, role === 'trainee' ? account : null);
}

/** Other dates that wait for the trainee's answer. */
function dateProposalOf({ dateProposal = null }: Dossier, texts: Texts) {
  if (dateProposal === null) return null;
  const { startsOn, endsOn, at, noteId } = dateProposal;
  const note = (noteId === null ? undefined : texts.get(noteId)) ?? null;
  return { startsOn, endsOn, datesLabel: frenchSessionDates(startsOn, endsOn), at, note };
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

function closureOf(dossier: Dossier, texts: Texts, role: Caller['role']) {
  const { closure } = dossier;
  if (closure === null) return null;
  const { reason, by, at, reasonId, consequences } = closure;
  // Why a trainee cancels (illness, maternity) is between them and the service: the organisation learns that it was free.
  const cancellationReason = role === 'organisation' && by === 'trainee' ? null : closure.cancellationReason;
  return {
    reason,
    by,
    at,
    cancellationReason,
    cancellationReasonLabel:
      cancellationReason === null ? null : cancellationReasonLabels[cancellationReason],
    text: (reasonId === null ? undefined : texts.get(reasonId)) ?? null,
    consequences: consequences === null ? null : shownConsequences(dossier, consequences, role),
  };
}

/** With every cent for the trainee; what rights paid is not the organisation's to know. */
function shownConsequences(dossier: Dossier, consequences: Consequences, role: Caller['role']) {
  const amounts = role === 'trainee' ? cancellationAmounts(dossier, consequences) : null;
  return { ...consequences, description: consequencesOf(consequences), amounts };
}

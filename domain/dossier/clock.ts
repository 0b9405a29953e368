import { addMs, type Instant } from '../calendar/paris-time.ts';
import { policyOf } from '../policy/versions.ts';
import { runningDeadline } from './check.ts';
import { type Contestable, openContest } from './contest.ts';
import { disputeWith } from './disputes.ts';
import type { Dossier } from './dossier.ts';
import type { DossierMessage } from './messages.ts';
import { type Duty, isPayable, owed } from './owed.ts';
import { type PaymentAlert, paymentAlert } from './refund-description.ts';
import { refundsUnderWay } from './refunding.ts';
import { type DossierState, isFinished } from './states.ts';
import { awaited, waitingFor } from './waiting.ts';

/** The next moment at which a dossier acts by itself. */
export interface Timer {
  at: Instant;
  /** For operators. */
  summary: string;
  /** Payment pages are closed before it rings, so that what was paid in time is heard of. */
  closesPages?: true;
}

/** What a dossier's workflow holds of it: what it waits for, and what it must do outside. No fact beyond that. */
export interface Clock {
  version: number;
  state: DossierState;
  /** Nothing is waited for any more, and nothing is owed: the workflow ends. */
  isOver: boolean;
  /** The payment service has something to say of it. */
  isPaidByCard: boolean;
  timer: Timer | null;
  duties: readonly Pick<Duty, 'id' | 'notBefore'>[];
  /** The sentence for operators. */
  waitingFor: string;
  /** The deadline on which somebody must act; a draft or a finished record that is merely kept is not looked for. */
  deadline: Instant | null;
  payment: PaymentAlert | null;
  contest: Contestable | null;
}

/** What a dossier's workflow is told of it. */
export function clockOf(dossier: Dossier): Clock {
  const timer = timerOf(dossier);
  return {
    version: dossier.version,
    state: dossier.state,
    isOver: isOver(dossier),
    isPaidByCard: dossier.payment?.opened === true || (dossier.payment?.refunds.length ?? 0) > 0,
    timer:
      timer === null ? null : { at: timer.at, summary: timer.summary, ...closing(dossier, timer.message) },
    duties: owed(dossier).map(({ id, notBefore }) => ({ id, notBefore })),
    waitingFor: waitingFor(dossier),
    deadline: shownDeadline(dossier),
    payment: paymentAlert(dossier),
    contest: openContest(dossier)?.about ?? null,
  };
}

/**
 * The one timer that a dossier needs, and the message it then gives itself: its reminder, else its deadline, set a settling
 * margin late so that a message received in time is never beaten by it (docs/rules.md, "Deadlines").
 */
export function timerOf(dossier: Dossier): { at: Instant; summary: string; message: DossierMessage } | null {
  const deadline = runningDeadline(dossier);
  if (deadline === null) return null;
  const { version } = dossier;
  if (deadline.remindAt !== null) {
    const { remindAt: at } = deadline;
    return {
      at,
      summary: `rappel : ${awaited[deadline.kind]}`,
      message: { id: `remind:${version}`, by: 'system', type: 'remind', receivedAt: at },
    };
  }
  const { settlingMarginMs } = policyOf(dossier.policyVersion);
  return {
    at: addMs(deadline.at, settlingMarginMs),
    summary: `échéance : ${awaited[deadline.kind]}`,
    message: { id: `passed:${version}`, by: 'system', type: 'deadline_passed', receivedAt: deadline.at },
  };
}

/** When money that is due back is to be asked for; null when none is. */
export function refundDueAt(dossier: Dossier): Instant | null {
  const times = owed(dossier).flatMap((duty) =>
    duty.kind === 'refund' ? [duty.notBefore ?? duty.since] : [],
  );
  return times.sort()[0] ?? null;
}

/** When the payment service last told of a refund that the bank has not carried out yet; null when there is none. */
export function refundHeardAt({ payment }: Dossier): Instant | null {
  return (
    refundsUnderWay(payment)
      .map(({ progress }) => progress.at)
      .sort()[0] ?? null
  );
}

/**
 * Whether a dossier is finished, and neither it, nor a bank, nor an operator owes anybody anything: it needs no workflow. Money that
 * is on its way back is owed until it is there.
 */
export function isOver(dossier: Dossier): boolean {
  if (dossier.state === 'draft') return dossier.deletedAt !== null;
  const { payment, state } = dossier;
  const isBack = (payment?.refunds ?? []).every(({ progress }) => (progress?.status ?? 'done') === 'done');
  const isLookedInto = openContest(dossier) !== null || disputeWith(payment, null) !== undefined;
  return isFinished(state) && !isLookedInto && isBack;
}

function shownDeadline(dossier: Dossier): Instant | null {
  const deadline = runningDeadline(dossier);
  return deadline === null || deadline.kind === 'record_kept' || deadline.kind === 'draft_kept'
    ? null
    : deadline.at;
}

function closing(dossier: Dossier, { type }: DossierMessage): Pick<Timer, 'closesPages'> {
  const isLapse = type === 'deadline_passed' && isPayable(dossier) && dossier.payment?.opened === true;
  return isLapse ? { closesPages: true } : {};
}

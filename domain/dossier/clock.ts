import { addMs, type Instant } from '../calendar/paris-time.ts';
import type { DeadlineKind } from '../calendar/deadline.ts';
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
import { waitingFor } from './waiting.ts';

/** The next moment at which a dossier acts by itself. */
export interface Timer {
  at: Instant;
  /** The deadline that it speaks of. */
  kind: DeadlineKind;
  /** It reminds of the deadline, which then still runs. */
  isReminder?: true;
  /** Payment pages are closed before it rings, so that what was paid in time is heard of. */
  closesPages?: true;
}

/**
 * What a dossier's workflow holds of it: what it waits for, and what it must do outside. No fact beyond that, and nothing that is not
 * so: a history keeps one for each message.
 */
export interface Clock {
  version: number;
  state: DossierState;
  /** The sentence for operators. */
  waitingFor: string;
  /** Nothing is waited for any more, and nothing is owed: the workflow ends. */
  isOver?: true;
  /** The payment service has something to say of it. */
  isPaidByCard?: true;
  timer?: Timer;
  duties?: readonly Pick<Duty, 'id' | 'notBefore'>[];
  /** The deadline on which somebody must act; a draft or a finished record that is merely kept is not looked for. */
  deadline?: Instant;
  payment?: PaymentAlert;
  contest?: Contestable;
}

/** What a dossier's workflow is told of it. */
export function clockOf(dossier: Dossier): Clock {
  const { version, state } = dossier;
  const { message: _, ...timer } = timerOf(dossier) ?? {};
  const duties = owed(dossier).map(({ id, notBefore }) => ({ id, notBefore }));
  const said = {
    isOver: isOver(dossier),
    isPaidByCard: dossier.payment?.opened === true || (dossier.payment?.refunds.length ?? 0) > 0,
    timer: 'at' in timer && timer,
    duties: duties.length > 0 && duties,
    deadline: shownDeadline(dossier),
    payment: paymentAlert(dossier),
    contest: openContest(dossier)?.about,
  };
  const isSo = Object.entries(said).filter(([, value]) => value != null && value !== false);
  return { version, state, waitingFor: waitingFor(dossier), ...Object.fromEntries(isSo) };
}

/**
 * The one timer that a dossier needs, and the message it then gives itself: its reminder, else its deadline, set a settling
 * margin late so that a message received in time is never beaten by it (docs/rules.md, "Deadlines").
 */
export function timerOf(dossier: Dossier): (Timer & { message: DossierMessage }) | null {
  const deadline = runningDeadline(dossier);
  if (deadline === null) return null;
  const { version } = dossier;
  if (deadline.remindAt !== null) {
    const { remindAt: at } = deadline;
    return {
      at,
      kind: deadline.kind,
      isReminder: true,
      message: { id: `remind:${version}`, by: 'system', type: 'remind', receivedAt: at },
    };
  }
  const { settlingMarginMs } = policyOf(dossier.policyVersion);
  return {
    at: addMs(deadline.at, settlingMarginMs),
    kind: deadline.kind,
    ...(isLapse(dossier) ? { closesPages: true } : {}),
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

/** Whether people may still be paying when the deadline passes. */
function isLapse(dossier: Dossier): boolean {
  return isPayable(dossier) && dossier.payment?.opened === true;
}

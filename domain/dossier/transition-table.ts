import type { Actor, MessageType } from './messages.ts';
import type { DossierState } from './states.ts';

/** A condition on a dossier and a message that chooses between arrows; see `conditions.ts`. */
export type ConditionName =
  | 'acknowledgement_expected'
  | 'not_agreed_yet'
  | 'nothing_left_to_pay'
  | 'remainder_to_pay'
  | 'payment_due'
  | 'payment_of_this_attempt'
  | 'payment_of_any_attempt'
  | 'payment_identified'
  | 'payment_in_time'
  | 'payment_under_way'
  | 'payment_of_the_amount_due'
  | 'payment_not_overtaken'
  | 'payment_not_disputed'
  | 'dispute_not_closed'
  | 'refund_unknown'
  | 'payment_to_refund'
  | 'refund_waiting'
  | 'refund_not_done'
  | 'refund_not_failed'
  | 'refund_of_this_try'
  | 'no_open_contest'
  | 'declared'
  | 'contest_waiting'
  | 'declaration_confirmed'
  | 'end_taken_back'
  | 'dates_proposed'
  | 'of_this_deadline'
  | 'of_this_reminder';

/** One arrow of the table: in a state, this message from this sender leads to `to`. */
export interface Arrow {
  message: MessageType;
  by: Actor;
  to: DossierState;
  /** All must hold; without any, the arrow always applies. */
  when?: readonly ConditionName[];
  /** Takes the dossier off the trainee's list (and ends a draft for good). */
  deletes?: true;
}

const remind: Omit<Arrow, 'to'> = { message: 'remind', by: 'system', when: ['of_this_reminder'] };
const passed: Omit<Arrow, 'to'> = { message: 'deadline_passed', by: 'system', when: ['of_this_deadline'] };
const extend: Omit<Arrow, 'to'> = { message: 'extend_deadline', by: 'operator' };

const current: readonly ConditionName[] = ['payment_of_this_attempt', 'payment_not_overtaken'];
const inTime: readonly ConditionName[] = ['payment_of_any_attempt', 'payment_in_time'];

/** A payment that was told by hand, without its id, is told by the payment service: it is known by its id from now on. */
function identified(here: DossierState): Arrow {
  return { message: 'payment_succeeded', by: 'payment', to: here, when: ['payment_identified'] };
}

/** A success validates when it is of the amount agreed and was submitted in time. */
const paid: Arrow = {
  message: 'payment_succeeded',
  by: 'payment',
  to: 'validated',
  when: [...inTime, 'payment_of_the_amount_due'],
};

/** What the payment service may say of an attempt that was opened; what was submitted too late only goes back. */
function paymentResults(here: DossierState): readonly Arrow[] {
  return [
    {
      message: 'payment_processing',
      by: 'payment',
      to: 'payment_pending',
      when: [...current, 'payment_in_time'],
    },
    identified(here),
    paid,
    { message: 'payment_succeeded', by: 'payment', to: 'payment_refused', when: inTime },
    goesBack(here),
    {
      message: 'payment_failed',
      by: 'payment',
      to: 'payment_refused',
      when: [...current, 'payment_in_time'],
    },
  ];
}

/** What banks and operators do outside with a payment that was, or may have been, made: contest it, decide, give it back. */
function outside(here: DossierState): readonly Arrow[] {
  return [
    { message: 'payment_disputed', by: 'payment', to: here, when: ['payment_not_disputed'] },
    { message: 'dispute_closed', by: 'payment', to: here, when: ['dispute_not_closed'] },
    { message: 'refund_found', by: 'payment', to: here, when: ['refund_unknown'] },
  ];
}

/** What may be said of a payment that was made: contested, or on its way back. */
function afterPayment(here: DossierState): readonly Arrow[] {
  return [
    ...outside(here),
    { message: 'refund_requested', by: 'payment', to: here, when: ['refund_waiting', 'refund_of_this_try'] },
    { message: 'refund_succeeded', by: 'payment', to: here, when: ['refund_not_done', 'refund_of_this_try'] },
    { message: 'refund_failed', by: 'payment', to: here, when: ['refund_not_failed', 'refund_of_this_try'] },
  ];
}

/** Other dates for what was accepted: proposed, answered, taken back; state, rights and deadlines stay. */
function otherDates(here: DossierState): readonly Arrow[] {
  return [
    { message: 'propose_dates', by: 'organisation', to: here },
    { message: 'withdraw_dates', by: 'organisation', to: here, when: ['dates_proposed'] },
    { message: 'accept_dates', by: 'trainee', to: here, when: ['dates_proposed'] },
    { message: 'decline_dates', by: 'trainee', to: here, when: ['dates_proposed'] },
  ];
}

/** What a trainee and an organisation may do once the organisation has said yes, with (`proposed`) or without changes. */
function awaitingValidation(here: 'proposed' | 'to_validate'): readonly Arrow[] {
  return [
    { message: 'validate', by: 'trainee', to: 'validated', when: ['not_agreed_yet', 'nothing_left_to_pay'] },
    { message: 'validate', by: 'trainee', to: here, when: ['not_agreed_yet', 'remainder_to_pay'] },
    { message: 'open_payment', by: 'trainee', to: here, when: ['payment_due'] },
    { message: 'cancel', by: 'trainee', to: 'request_cancelled' },
    { message: 'withdraw', by: 'organisation', to: 'cancelled_by_organisation' },
    ...otherDates(here),
    ...paymentResults(here),
    ...afterPayment(here),
    { ...passed, to: 'request_cancelled' },
    { ...extend, to: here },
    { ...remind, to: here },
  ];
}

/** The trainee contests a declaration, and the operators decide on it. */
function contests(here: 'in_training' | 'completed'): readonly Arrow[] {
  const resolve = { message: 'resolve_contest', by: 'operator' } as const;
  return [
    { message: 'contest', by: 'trainee', to: here, when: ['no_open_contest', 'declared'] },
    { ...resolve, to: here, when: ['contest_waiting', 'declaration_confirmed'] },
    ...(here === 'completed'
      ? [{ ...resolve, to: 'in_training' as const, when: ['contest_waiting', 'end_taken_back'] as const }]
      : []),
    { ...resolve, to: 'validated', when: ['contest_waiting'] },
  ];
}

/** A finished dossier: its record stays; where a payment may have been opened, one that still arrives is given back. */
function finished(
  here: DossierState,
  { deletable, payable }: { deletable: boolean; payable: boolean },
): readonly Arrow[] {
  const remove: Arrow = { message: 'delete', by: 'trainee', to: here, deletes: true };
  return [
    ...(deletable ? [remove] : []),
    ...(payable ? [identified(here), goesBack(here), ...afterPayment(here)] : []),
    { ...passed, to: here },
  ];
}

/** A payment that is not, or no longer, what was due is given back in full and changes nothing else. */
function goesBack(here: DossierState): Arrow {
  return { message: 'payment_succeeded', by: 'payment', to: here, when: ['payment_to_refund'] };
}

/**
 * For each state, which messages are allowed from whom and where they lead (domain.md, "The 13 states of a dossier" and
 * "Deadlines"). The one list of transitions: the workflow, the API's `actions`, the README's diagram and the tests read it.
 * Arrows are tried in order; the first whose sender and conditions fit is taken.
 */
export const transitionTable: Readonly<Record<DossierState, readonly Arrow[]>> = {
  draft: [
    { message: 'amend_draft', by: 'trainee', to: 'draft' },
    { message: 'submit', by: 'trainee', to: 'requested' },
    { message: 'delete', by: 'trainee', to: 'draft', deletes: true },
    { ...passed, to: 'draft', deletes: true },
    { ...remind, to: 'draft' },
  ],
  requested: [
    { message: 'acknowledge', by: 'organisation', to: 'requested', when: ['acknowledgement_expected'] },
    { message: 'accept', by: 'organisation', to: 'to_validate' },
    { message: 'propose', by: 'organisation', to: 'proposed' },
    { message: 'refuse', by: 'organisation', to: 'refused' },
    { message: 'cancel', by: 'trainee', to: 'request_cancelled' },
    { ...passed, to: 'request_cancelled' },
    { ...extend, to: 'requested' },
    { ...remind, to: 'requested' },
  ],
  refused: finished('refused', { deletable: true, payable: false }),
  proposed: awaitingValidation('proposed'),
  request_cancelled: finished('request_cancelled', { deletable: true, payable: true }),
  to_validate: awaitingValidation('to_validate'),
  payment_pending: [
    identified('payment_pending'),
    paid,
    {
      message: 'payment_succeeded',
      by: 'payment',
      to: 'payment_refused',
      when: [...inTime, 'payment_under_way'],
    },
    goesBack('payment_pending'),
    {
      message: 'payment_failed',
      by: 'payment',
      to: 'payment_refused',
      when: [...current, 'payment_under_way'],
    },
    ...afterPayment('payment_pending'),
    ...otherDates('payment_pending'),
  ],
  payment_refused: [
    { message: 'open_payment', by: 'trainee', to: 'payment_refused', when: ['payment_due'] },
    { message: 'cancel', by: 'trainee', to: 'request_cancelled' },
    ...paymentResults('payment_refused'),
    ...afterPayment('payment_refused'),
    ...otherDates('payment_refused'),
    { ...passed, to: 'request_cancelled' },
    { ...extend, to: 'payment_refused' },
    { ...remind, to: 'payment_refused' },
  ],
  validated: [
    { message: 'cancel', by: 'trainee', to: 'cancelled' },
    { message: 'declare_entry', by: 'organisation', to: 'in_training' },
    { message: 'withdraw', by: 'organisation', to: 'cancelled_by_organisation' },
    identified('validated'),
    goesBack('validated'),
    ...afterPayment('validated'),
    ...otherDates('validated'),
  ],
  in_training: [
    { message: 'cancel', by: 'trainee', to: 'cancelled', when: ['no_open_contest'] },
    { message: 'declare_end', by: 'organisation', to: 'completed', when: ['no_open_contest'] },
    { message: 'withdraw', by: 'organisation', to: 'cancelled_by_organisation' },
    ...contests('in_training'),
    identified('in_training'),
    goesBack('in_training'),
    ...afterPayment('in_training'),
  ],
  completed: [...contests('completed'), ...finished('completed', { deletable: false, payable: true })],
  cancelled: finished('cancelled', { deletable: true, payable: true }),
  cancelled_by_organisation: finished('cancelled_by_organisation', { deletable: true, payable: true }),
};

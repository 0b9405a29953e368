import type { Facts } from '../../../domain/dossier/facts.ts';
import type { Actor, DossierMessage, MessageType } from '../../../domain/dossier/messages.ts';
import type { DossierState } from '../../../domain/dossier/states.ts';
import { dayAt } from './calendar.ts';
import * as endings from './endings.ts';
import { hasBegun, type Model, no, type Outcome, type Rule } from './model.ts';
import * as payments from './payments.ts';
import * as requests from './requests.ts';

type Allowed = Partial<Record<Actor, readonly MessageType[]>>;

const clock: readonly MessageType[] = ['deadline_passed', 'remind'];
const results: readonly MessageType[] = ['payment_processing', 'payment_succeeded', 'payment_failed'];
const awaiting: Allowed = {
  trainee: ['validate', 'open_payment', 'cancel'],
  organisation: ['withdraw'],
  operator: ['extend_deadline'],
  payment: results,
  system: clock,
};
const over: Allowed = { trainee: ['delete'], payment: ['payment_succeeded'], system: ['deadline_passed'] };

/** Who may say what in which state: the first table of docs/rules.md. */
export const allowed: Readonly<Record<DossierState, Allowed>> = {
  draft: { trainee: ['amend_draft', 'submit', 'delete'], system: clock },
  requested: {
    trainee: ['cancel'],
    organisation: ['acknowledge', 'accept', 'propose', 'refuse'],
    operator: ['extend_deadline'],
    system: clock,
  },
  refused: { trainee: ['delete'], system: ['deadline_passed'] },
  proposed: awaiting,
  request_cancelled: over,
  to_validate: awaiting,
  payment_pending: { payment: ['payment_succeeded', 'payment_failed'] },
  payment_refused: { ...awaiting, trainee: ['open_payment', 'cancel'], organisation: [] },
  validated: {
    trainee: ['cancel'],
    organisation: ['declare_entry', 'withdraw'],
    payment: ['payment_succeeded'],
  },
  in_training: {
    trainee: ['cancel', 'contest'],
    organisation: ['declare_end', 'withdraw'],
    operator: ['resolve_contest'],
    payment: ['payment_succeeded'],
  },
  completed: {
    trainee: ['contest'],
    operator: ['resolve_contest'],
    payment: ['payment_succeeded'],
    system: ['deadline_passed'],
  },
  cancelled: over,
  cancelled_by_organisation: over,
};

/** States in which a deadline binds those who must act. */
const bound: readonly DossierState[] = ['requested', 'proposed', 'to_validate', 'payment_refused'];

/** What a request that has ended by its deadline was waiting for. */
const stopped: readonly MessageType[] = [
  ...(['acknowledge', 'accept', 'propose', 'refuse', 'withdraw'] as const),
  ...(['validate', 'open_payment', 'cancel'] as const),
];

/** What is said of disputes and of refunds under way has no rule here: it changes nothing else. */
const rules: { readonly [T in MessageType]?: Rule<T> } = {
  amend_draft: requests.amendDraft,
  submit: requests.submit,
  acknowledge: requests.acknowledge,
  accept: requests.accept,
  propose: requests.propose,
  refuse: endings.refuse,
  validate: requests.validate,
  extend_deadline: requests.extend,
  open_payment: payments.openPayment,
  payment_processing: payments.processing,
  payment_succeeded: payments.succeeded,
  payment_failed: payments.failed,
  cancel: endings.cancel,
  withdraw: endings.withdraw,
  declare_entry: endings.declareEntry,
  declare_end: endings.declareEnd,
  contest: endings.contest,
  resolve_contest: endings.resolveContest,
  delete: endings.remove,
  remind: endings.remind,
  deadline_passed: endings.deadlinePassed,
};

/** What a message does to a dossier by docs/rules.md. */
export function judge(model: Model, message: DossierMessage, facts: Facts): Outcome {
  const ms = Date.parse(message.receivedAt);
  const { type, by } = message;
  const isPerson = by === 'trainee' || by === 'organisation';
  if (!(allowed[model.state][by] ?? []).includes(type)) return isPerson ? afterEnd(model, type, ms) : no();
  if (model.isDeleted && by === 'trainee') return no();
  if (isPerson && isLate(model, ms)) return no('late');
  const rule = rules[type] as Rule<typeof type> | undefined;
  return rule === undefined ? no() : rule(model, { ...message, ms }, facts);
}

function isLate({ state, deadline }: Model, ms: number): boolean {
  return bound.includes(state) && deadline !== null && ms > deadline.at;
}

function afterEnd({ ending }: Model, type: MessageType, ms: number): Outcome {
  if (ending === null) return no();
  const byDeadline = ending.by === 'deadline';
  if (ms < ending.at || (byDeadline && ms === ending.at)) return no('ended');
  return byDeadline && stopped.includes(type) ? no('late') : no();
}

/** What somebody is offered at an instant: all that would be accepted from them, and nothing else. */
export function offered(
  model: Model,
  actor: 'trainee' | 'organisation' | 'operator',
  ms: number,
): MessageType[] {
  if (actor === 'trainee' && model.isDeleted) return [];
  if (actor !== 'operator' && isLate(model, ms)) return [];
  return (allowed[model.state][actor] ?? []).filter((type) => possible[type]?.(model, ms) ?? true);
}

const isContested = ({ contests }: Model) => contests.some(({ decision }) => decision === null);
const isAhead = ({ session }: Model, ms: number) => session !== null && !hasBegun(session, ms);

const possible: Partial<Record<MessageType, (model: Model, ms: number) => boolean>> = {
  submit: ({ session }) => session !== null,
  acknowledge: ({ session, isAcknowledged }) => session?.prerequisites === true && !isAcknowledged,
  accept: isAhead,
  validate: (model, ms) => model.agreed === null && isAhead(model, ms),
  open_payment: ({ card }) => card?.status === 'due' || card?.status === 'refused',
  cancel: (model) => !isContested(model),
  declare_entry: ({ session, validatedAt }, ms) =>
    session !== null &&
    validatedAt !== null &&
    Math.max(session.startsOn, dayAt(validatedAt)) <= Math.min(session.endsOn, dayAt(ms)),
  declare_end: (model) => !isContested(model),
  contest: (model) =>
    (['entry', 'end'] as const).some(
      (about) => 'next' in endings.contest(model, { about, ms: 0 } as never, {}),
    ),
  resolve_contest: isContested,
};

import type { DossierMessage, MessageOf } from '../../../domain/dossier/messages.ts';
import {
  type Back,
  businessDays,
  type Card,
  type Model,
  no,
  type Outcome,
  type Rule,
  type Waited,
  yes,
} from './model.ts';

type News = MessageOf<'payment_processing' | 'payment_succeeded' | 'payment_failed'> & { ms: number };

const isOpen = ({ state }: Model) =>
  state === 'proposed' || state === 'to_validate' || state === 'payment_refused';
const instantOf = (text: string | null | undefined) => (text == null ? null : Date.parse(text));

export const openPayment: Rule<'open_payment'> = (model) => {
  const { card } = model;
  if (card === null || (card.status !== 'due' && card.status !== 'refused')) return no();
  if (card.status === 'due') return yes(model, {});
  return yes(model, { card: { ...card, status: 'due', attempt: card.attempt + 1, isExplained: false } });
};

/** Whether news is of the payment that is waited for, as far as the ids tell. */
function isOfWaited({ waited }: Card, { sequence, paymentId }: News): boolean {
  if (waited === null || waited.sequence !== sequence) return false;
  return waited.id === null || paymentId == null || waited.id === paymentId;
}

function submittedAt(card: Card, news: News): number {
  const known: Waited | null = isOfWaited(card, news) ? card.waited : null;
  return instantOf(news.submittedAt) ?? known?.submittedAt ?? instantOf(news.at) ?? news.ms;
}

function isInTime({ deadline }: Model, submitted: number): boolean {
  return deadline === null || submitted <= deadline.at;
}

export const processing: Rule<'payment_processing'> = (model, news) => {
  const { card } = model;
  const at = instantOf(news.at);
  if (card === null || !isOpen(model)) return no();
  const isEarlier = news.sequence >= 1 && news.sequence < card.attempt;
  const isNewest = at !== null && card.toldAt !== null && at > card.toldAt;
  if (news.sequence !== card.attempt && !(isEarlier && isNewest)) return no();
  // Within one instant the end of an attempt comes after its beginning.
  if (card.status === 'refused' && at !== null && card.toldAt !== null && at <= card.toldAt) return no();
  const submitted = submittedAt(card, news);
  if (!isInTime(model, submitted)) return no('late');
  const waited = { sequence: news.sequence, submittedAt: submitted, id: news.paymentId ?? null };
  return yes(model, {
    state: 'payment_pending',
    card: { ...card, status: 'processing', toldAt: at, waited },
  });
};

export const failed: Rule<'payment_failed'> = (model, news) => {
  const { card, deadline, state } = model;
  const isPending = state === 'payment_pending';
  if (card === null || !(isPending || isOpen(model))) return no();
  if (isPending ? !isOfWaited(card, news) : news.sequence !== card.attempt) return no();
  if (isOld(card, news)) return no();
  const submitted = submittedAt(card, news);
  if (!isPending && !isInTime(model, submitted)) return no('late');
  const next: Model = {
    ...model,
    state: 'payment_refused',
    card: {
      ...card,
      status: 'refused',
      toldAt: instantOf(news.at),
      isExplained: news.failure !== 'payment_failed' || card.isExplained,
      waited: null,
    },
  };
  const isMore = deadline !== null && hasGrace(model, deadline, news);
  const region = model.session?.region ?? 'metropole';
  return yes(next, isMore ? { deadline: businessDays('payment_renewal', news.ms, 1, region) } : {});
};

function isOld(card: Card, news: News & { failure?: string }): boolean {
  const at = instantOf(news.at);
  if (at === null || card.toldAt === null) return false;
  if (card.status !== 'refused') return at < card.toldAt;
  if (news.failure === 'payment_failed') return true;
  // A refusal is told twice, with its reason and without, within a minute.
  return card.isExplained ? at <= card.toldAt : at < card.toldAt - 60_000;
}

/** One day more, once: for a payment that was waited for, or that the payment service had under way, at the deadline. */
function hasGrace({ state }: Model, deadline: NonNullable<Model['deadline']>, news: News): boolean {
  if (deadline.kind === 'payment_renewal' || news.ms <= deadline.at) return false;
  const at = instantOf(news.at);
  const failedAfter = instantOf(news.submittedAt) !== null && at !== null && at > deadline.at;
  return state === 'payment_pending' || failedAfter;
}

export const succeeded: Rule<'payment_succeeded'> = (model, news) => {
  const { card, agreed } = model;
  if (card === null || agreed === null || news.sequence < 1 || news.sequence > card.attempt) return no();
  const known = arrivals(model);
  const isLike = (one: Back) =>
    one.sequence === news.sequence &&
    one.cents === news.amountCents &&
    one.currency === (news.currency ?? 'eur');
  if (news.paymentId == null ? known.some(isLike) : known.some(({ id }) => id === news.paymentId))
    return no();
  const place = news.paymentId == null ? undefined : known.find((one) => one.id === null && isLike(one));
  if (place !== undefined) return yes(model, { card: named(card, place, news) });
  return arrive(model, card, news, agreed.remainder);
};

function arrive(
  model: Model,
  card: Card,
  news: MessageOf<'payment_succeeded'> & { ms: number },
  remainder: number,
): Outcome {
  const isRight = news.amountCents === remainder && (news.currency ?? 'eur') === 'eur';
  const isFinal = !isOpen(model) && model.state !== 'payment_pending';
  const inTime = isInTime(model, submittedAt(card, news));
  const back = (reason: string): Card => ({ ...card, back: [...card.back, goingBack(news, reason)] });
  if (card.kept !== null) return yes(model, { card: back('paid_twice') });
  if (isFinal) return yes(model, { card: back('paid_after_cancellation') });
  if (!inTime) return yes(model, { card: back('paid_too_late') });
  if (!isRight) {
    const another = model.state === 'payment_pending' && !isOfWaited(card, news);
    if (another) return yes(model, { card: back('wrong_amount') });
    const refused = { status: 'refused', toldAt: null, isExplained: true, waited: null } as const;
    return yes(model, { state: 'payment_refused', card: { ...back('wrong_amount'), ...refused } });
  }
  const kept = { sequence: news.sequence, id: news.paymentId ?? null, paidAt: instantOf(news.at) ?? news.ms };
  return yes(model, {
    state: 'validated',
    deadline: null,
    validatedAt: news.ms,
    card: { ...card, status: 'paid', kept, waited: null, isExplained: false },
  });
}

/** All payments that arrived: the one that was kept, then those that go back for what they are. */
function arrivals({ card, agreed }: Model): Back[] {
  if (card === null || agreed === null) return [];
  const { kept } = card;
  const first = kept === null ? [] : [{ ...kept, cents: agreed.remainder, currency: 'eur', reason: 'kept' }];
  return [...first, ...card.back.filter(({ reason }) => reason !== 'cancellation')];
}

function named(card: Card, place: Back, news: News): Card {
  const id = news.paymentId ?? null;
  if (place.reason !== 'kept' || card.kept === null) {
    return { ...card, back: card.back.map((one) => (one === place ? { ...one, id } : one)) };
  }
  const paidAt = instantOf(news.at) ?? card.kept.paidAt;
  const back = card.back.map((one) =>
    one.reason === 'cancellation' && one.id === null ? { ...one, id } : one,
  );
  return { ...card, kept: { ...card.kept, id, paidAt }, back };
}

function goingBack(
  { sequence, amountCents, currency, paymentId }: Extract<DossierMessage, { type: 'payment_succeeded' }>,
  reason: string,
): Back {
  return { sequence, cents: amountCents, currency: currency ?? 'eur', reason, id: paymentId ?? null };
}

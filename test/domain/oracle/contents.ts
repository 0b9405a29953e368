import type { Facts } from '../../../domain/dossier/facts.ts';
import type { MessageType } from '../../../domain/dossier/messages.ts';
import { dayAt, type DayNumber, monthsLater, textOf } from './calendar.ts';
import type { Model } from './model.ts';
import { amountsFor } from './requests.ts';

/** One message, in numbers that only the dossier as it is then makes into something. */
export interface Move {
  pick: number;
  wild: boolean;
  when: number;
  step: number;
  told: number;
  amount: number;
  id: number;
  content: number;
}

const [second, hour, day] = [1_000, 3_600_000, 86_400_000];

/** What a message of a type says, of a dossier as it is. */
export function contentsOf(
  model: Model,
  type: MessageType,
  { move, ms, account }: { move: Move; ms: number; account: NonNullable<Facts['account']> },
): object {
  const { content, step } = move;
  const today = dayAt(ms);
  switch (type) {
    case 'amend_draft':
      return { sessionId: content % 9 === 0 ? null : 's' };
    case 'cancel':
      return {
        reason: content % 3 === 0 ? 'illness_or_accident' : null,
        ...(step % 2 === 0 ? { withoutProof: true } : {}),
      };
    case 'propose':
      return {
        changes: changesIn(model, content, today),
        noteId: content % 6 === 0 ? 'n' : null,
        confirmedPriceCents: step % 5 === 0 ? null : priceIn(model, content),
      };
    case 'refuse':
      return { reasonId: null };
    case 'withdraw':
      return { reason: null, reasonId: null };
    case 'validate': {
      const { rights, remainder } = amountsFor(model, model.session?.price ?? 0, account);
      const less = content % 12 === 0 && rights > 0 ? 1 : 0;
      const termsVersion = content === 5 ? '1999-01' : '2026-01';
      return {
        rightsCents: rights - less,
        remainderCents: remainder + less,
        termsVersion,
        acceptedPriceCents: step % 5 === 0 ? null : (model.session?.price ?? 0),
      };
    }
    case 'declare_entry':
      return { enteredOn: textOf(nearSession(model, content, today)) };
    case 'declare_end':
      return {
        endedOn: textOf(nearSession(model, content, today)),
        attendancePercent: [100, null, 60, 0][step % 4],
        reasonId: step % 8 < 6 ? 'r' : null,
      };
    case 'contest':
      return { about: content % 2 === 0 ? 'entry' : 'end', reasonId: null };
    case 'resolve_contest':
      return { outcome: content % 2 === 0 ? 'confirmed' : 'corrected', reason: 'Vu' };
    case 'extend_deadline':
      return { until: textOf(untilIn(model, content, today)), reason: 'Fermeture' };
    default:
      return type.startsWith('payment_') || type.startsWith('refund_') ? newsOf(model, type, move, ms) : {};
  }
}

/** A proposed price: lower, higher, the same, or nothing. */
function priceIn({ session }: Model, content: number): number {
  const price = session?.price ?? 0;
  return [price, Math.max(0, price - 50), price + 1_000, 0][content % 4] ?? price;
}

function changesIn(model: Model, content: number, today: DayNumber): object {
  const { session } = model;
  const startsOn = session?.startsOn ?? today;
  const dates = [
    {},
    { startsOn: textOf(today - 1) },
    { startsOn: textOf(today) },
    { endsOn: textOf(startsOn - 1) },
  ];
  const place = content % 3 === 0 ? { place: 'Metz' } : {};
  const price = content % 7 === 0 && session !== null ? { priceCents: priceIn(model, content) } : {};
  return { ...dates[content % 11], ...place, ...price };
}

function nearSession({ session, enteredOn }: Model, content: number, today: DayNumber): DayNumber {
  const days = [
    today,
    session?.startsOn,
    session?.endsOn,
    enteredOn,
    session && session.endsOn + 1,
    today + 1,
    session && session.startsOn - 1,
  ];
  return days[content % days.length] ?? today;
}

function untilIn({ deadline }: Model, content: number, today: DayNumber): DayNumber {
  const current = deadline === null ? today : dayAt(deadline.at);
  const yearLater = monthsLater(today, 12);
  return (
    [current, current + 1, current + 9, today - 1, yearLater, yearLater + 1, current + 3][content % 7] ??
    today
  );
}

function newsOf(
  model: Model,
  type: MessageType,
  { told, amount, id, content, step }: Move,
  ms: number,
): object {
  const { card, agreed, deadline } = model;
  const attempt = card?.attempt ?? 1;
  const remainder = agreed?.remainder ?? 20_000;
  const edge = deadline?.at ?? ms;
  const at = [
    null,
    ms,
    ms,
    ms - 5 * second,
    ms - 2 * hour,
    edge,
    edge + 1,
    edge - 1,
    ms - 90 * second,
    ms - 30 * second,
    ms,
    ms - day,
  ][told];
  const submitted = [undefined, undefined, undefined, edge, edge + 1, ms - hour][step % 6];
  const about = {
    sequence: Math.max(1, [attempt, attempt, attempt, attempt - 1, attempt + 1, 1][content % 6] ?? 1),
    at: at == null ? null : iso(at),
    ...(submitted === undefined ? {} : { submittedAt: iso(submitted) }),
    paymentId: [null, null, 'pi_1', 'pi_1', 'pi_2', 'pi_3'][id],
  };
  if (type === 'payment_processing') return about;
  if (type === 'payment_succeeded') {
    return {
      ...about,
      amountCents: amount === 0 ? 500 : amount === 1 ? remainder + 1 : Math.max(1, remainder),
      currency: [null, 'eur', 'usd'][amount === 2 ? 2 : amount % 2],
    };
  }
  if (type === 'payment_failed')
    return { ...about, failure: content % 3 === 0 ? 'payment_failed' : 'card_declined' };
  if (type === 'payment_disputed') return { ...about, reason: 'fraudulent', disputeId: `dp_${content % 3}` };
  return {
    refund: (content % 2) + 1,
    try: 1,
    refundId: 're_1',
    ...(type === 'refund_failed' ? { failure: 'expired_or_canceled_card' } : {}),
  };
}

/** An instant as messages carry it. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

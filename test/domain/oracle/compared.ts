import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { textOf } from './calendar.ts';
import type { Model } from './model.ts';

const ms = (text: string | null | undefined) => (text == null ? null : Date.parse(text));
const day = (number: number | null) => (number === null ? null : textOf(number));

/** What is compared of the code's dossier. */
export function ofDossier(dossier: Dossier) {
  const { session, deadline, agreement, payment, closure } = dossier;
  return {
    state: dossier.state,
    isDeleted: dossier.deletedAt !== null,
    session: session && {
      from: session.startsOn,
      to: session.endsOn,
      price: session.priceCents,
      place: session.place,
    },
    deadline: deadline && { kind: deadline.kind, at: ms(deadline.at), remindAt: ms(deadline.remindAt) },
    agreed: agreement && { rights: agreement.rightsCents, remainder: agreement.remainderCents },
    card: payment && {
      status: payment.status,
      attempt: payment.sequence,
      kept:
        payment.paidSequence === null
          ? null
          : { sequence: payment.paidSequence, id: payment.paidBy ?? null, paidAt: ms(payment.paidAt) },
      back: payment.refunds.map(({ sequence, amountCents, currency, reason, paymentId }) => ({
        ...{ sequence, cents: amountCents, currency: currency ?? 'eur', reason, id: paymentId ?? null },
      })),
    },
    validatedAt: ms(dossier.validatedAt),
    enteredOn: dossier.enteredOn,
    endedOn: dossier.endedOn,
    ending: closure && {
      reason: closure.reason,
      by: closure.by,
      at: ms(closure.at),
      rule: closure.consequences?.rule ?? null,
    },
  };
}

/** The same of the oracle's. */
export function ofModel(model: Model): ReturnType<typeof ofDossier> {
  const { session, deadline, agreed, card, ending } = model;
  const compared = {
    state: model.state,
    isDeleted: model.isDeleted,
    session: session && {
      from: textOf(session.startsOn),
      to: textOf(session.endsOn),
      price: session.price,
      place: session.place,
    },
    deadline: deadline && { kind: deadline.kind, at: deadline.at, remindAt: deadline.remindAt },
    agreed,
    card: card && { status: card.status, attempt: card.attempt, kept: card.kept, back: card.back },
    validatedAt: model.validatedAt,
    enteredOn: day(model.enteredOn),
    endedOn: day(model.endedOn),
    ending,
  };
  return compared as ReturnType<typeof ofDossier>;
}

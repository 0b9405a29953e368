import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { stateOf } from './access.ts';
import { needsPayments, send } from './send.ts';

/** What a trainee agrees to. */
export interface ValidationWish {
  rightsCents: Cents;
  remainderCents: Cents;
  termsVersion: string;
}

/** Validates a dossier. Throws `payment_not_configured` when something is left to pay and nothing can take it. */
export async function validate(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  { rightsCents, remainderCents, termsVersion }: ValidationWish,
): Promise<Reply> {
  if (remainderCents > 0) {
    // Whose dossier it is comes first: a stranger learns nothing, not even this.
    await stateOf(exchange.em, exchange.caller, number);
    needsPayments(exchange);
  }
  const contents = { rightsCents, remainderCents, termsVersion };
  return await send(exchange, number, { type: 'validate', contents });
}

/** Opens the payment of a dossier's remainder, or renews it. Throws `payment_not_configured`. */
export async function openPayment(exchange: Exchange<TraineeCaller>, number: DossierNumber): Promise<Reply> {
  await stateOf(exchange.em, exchange.caller, number);
  const payments = needsPayments(exchange);
  const reply = await send(exchange, number, { type: 'open_payment', contents: {} });
  return reply.status === 200 ? ok(await payments.openCheckout(number)) : reply;
}

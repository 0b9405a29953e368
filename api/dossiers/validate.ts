import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { stateOf } from './access.ts';
import { needsPayments } from '../payments/configured.ts';
import { send } from './send.ts';

/** What a trainee agrees to. */
export interface ValidationWish {
  rightsCents: Cents;
  remainderCents: Cents;
  termsVersion: string;
  /** The proposed price, where it is higher than the one that was asked for. */
  acceptedPriceCents?: Cents | null | undefined;
}

/** Validates a dossier. Throws `payment_not_configured` when something is left to pay and nothing can take it. */
export async function validate(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  { rightsCents, remainderCents, termsVersion, acceptedPriceCents }: ValidationWish,
): Promise<Reply> {
  if (remainderCents > 0) {
    // Whose dossier it is comes first: a stranger learns nothing, not even this.
    await stateOf(exchange.em, exchange.caller, number);
    needsPayments(exchange);
  }
  const contents = {
    ...{ rightsCents, remainderCents, termsVersion },
    ...(acceptedPriceCents == null ? {} : { acceptedPriceCents }),
  };
  return await send(exchange, number, { type: 'validate', contents });
}

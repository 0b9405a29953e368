import type { Stripe } from 'stripe';
import type { CheckoutKey, CheckoutRow } from '../../db/payments/checkouts.ts';
import { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts';
import { sessionSchema, type StripeSession } from '../../domain/payment/stripe-objects.ts';
import { ask, KeptFailureError, PaymentServiceError, refusalCode } from './errors.ts';

/** A session with the address of its page. */
export type PageSession = StripeSession & { url: string | null };

// With its payment, which knows why a card was declined, and its charge, which knows when it was submitted.
const expand = ['payment_intent.latest_charge'];

/**
 * The session of a page: as it is now, or, when the answer to its creation was never noted, by asking for the same again; its
 * key makes that the same session. Null when there is none: Stripe refused to make it, then and now.
 */
export async function sessionOf(stripe: Stripe, row: CheckoutRow): Promise<PageSession | null> {
  const { sessionId } = row;
  if (sessionId !== null) {
    return withUrl(await ask(() => stripe.checkout.sessions.retrieve(sessionId, { expand })));
  }
  return await create(stripe, row);
}

/** Closes a session's page. Gives the session as it is then: complete, when somebody was faster. */
export async function expire(stripe: Stripe, { id }: PageSession): Promise<PageSession> {
  try {
    return withUrl(await ask(() => stripe.checkout.sessions.expire(id, { expand })));
  } catch (error) {
    if (refusalCode(error) === null) throw error;
    const now = withUrl(await ask(() => stripe.checkout.sessions.retrieve(id, { expand })));
    if (now.status === 'open') throw new PaymentServiceError('a payment page could not be closed');
    return now;
  }
}

async function create(stripe: Stripe, row: CheckoutRow): Promise<PageSession | null> {
  const request: Stripe.Checkout.SessionCreateParams = {
    ...row.request,
    client_reference_id: keyOf(row),
    expand,
  };
  try {
    const options = { idempotencyKey: keyOf(row) };
    return withUrl(await ask(() => stripe.checkout.sessions.create(request, options)));
  } catch (error) {
    if (error instanceof KeptFailureError) return await findMade(stripe, row);
    if (refusalCode(error) === null) throw error;
    return null;
  }
}

/** Looks for the session among those made around then, since asking for it again only repeats a failure. */
async function findMade(stripe: Stripe, row: CheckoutRow): Promise<PageSession | null> {
  const from = Math.floor(row.createdAt / 1000);
  const created = { gte: from - slackSeconds, lte: from + slackSeconds };
  const list = stripe.checkout.sessions.list({ created, limit: 100, expand: [`data.${expand.join('.')}`] });
  const made = await ask(async () => {
    for await (const one of list) if (one.client_reference_id === keyOf(row)) return one;
    return null;
  });
  return made === null ? null : withUrl(made);
}

// Their clock and ours, and what a retry takes.
const slackSeconds = 300;

/** What a page is known by at Stripe: its idempotency key, and its reference among all sessions. */
export function keyOf({ number, sequence, opening }: CheckoutKey): string {
  return `${dossierWorkflowId(number)}:checkout:${sequence}:${opening}`;
}

function withUrl(session: Stripe.Checkout.Session): PageSession {
  return { ...sessionSchema.parse(session), url: session.url };
}

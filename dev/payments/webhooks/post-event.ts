import type Stripe from 'stripe';
import { signatureHeader } from './signature.ts';

/** Where events go. */
export interface WebhookTarget {
  readonly url: string;
  /** The signing secret, `whsec_…`. */
  readonly secret: string;
}

/** Stripe waits this long for an answer. */
const answerLimitMs = 10_000;

/**
 * Sends one event, signed now (the receiver's own clock judges the age of the signature).
 * @returns whether it was answered with a 2xx, and in words what came back
 */
export async function postEvent(
  event: Stripe.Event,
  { url, secret }: WebhookTarget,
): Promise<{ delivered: boolean; result: string }> {
  const payload = JSON.stringify(event, undefined, 2);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Stripe-Signature': signatureHeader(payload, secret, Math.floor(Date.now() / 1000)),
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: payload,
      signal: AbortSignal.timeout(answerLimitMs),
    });
    await response.body?.cancel();
    return { delivered: response.ok, result: `HTTP ${response.status}` };
  } catch (error) {
    return { delivered: false, result: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

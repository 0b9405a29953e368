import { z } from 'zod';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { isLive, webhookSecret } from '../payments/configured.ts';
import { takeEvent } from '../payments/receive-event.ts';
import { readEvent } from '../payments/stripe-event.ts';

/** Far more than Stripe's events are long. */
const largestEvent = 256 * 1024;

/** For the payment service. */
export const paymentRoutes = [
  route({
    method: 'post',
    path: '/api/webhooks/stripe',
    access: 'anyone',
    tag: 'payments',
    summary: 'Receive an event of Stripe',
    description:
      'Believed by its signature alone (`Stripe-Signature`). Events may come twice and in any order.',
    raw: { mediaTypes: ['application/json'], limit: largestEvent },
    successes: [
      {
        status: 200,
        description: 'Taken in; `outcome` says what became of it.',
        schema: z.object({ received: z.literal(true), outcome: z.string() }),
      },
    ],
    problems: [
      'webhook_signature_invalid',
      'webhook_unreadable',
      'webhook_not_ours',
      'payment_not_configured',
      'temporarily_unavailable',
    ],
    handle: async (exchange) => {
      const secret = webhookSecret(exchange);
      const signature = exchange.req.get('Stripe-Signature');
      const event = readEvent({ body: exchange.body, signature, secret, isLive: isLive(exchange) });
      return ok({ received: true, outcome: await takeEvent(exchange, event) });
    },
  }),
];

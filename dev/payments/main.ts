/** The local Stripe as a process of its own; `npm start` runs it when there is no key of Stripe. */
import { z } from 'zod';
import { explain } from '../problem.ts';
import { startPaymentServer } from './server.ts';

const settings = z.object({
  PAYMENTS_PORT: z.coerce.number().int(),
  PAYMENTS_JOURNAL: z.string().optional(),
  PAYMENTS_WEBHOOK_URL: z.url().optional(),
  STRIPE_SECRET_KEY: z.string().startsWith('sk_test_'),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_'),
});

try {
  const env = settings.parse(process.env);
  const server = await startPaymentServer({
    port: env.PAYMENTS_PORT,
    secretKey: env.STRIPE_SECRET_KEY,
    ...(env.PAYMENTS_JOURNAL === undefined ? {} : { journalFile: env.PAYMENTS_JOURNAL }),
    ...(env.PAYMENTS_WEBHOOK_URL === undefined
      ? {}
      : { webhook: { url: env.PAYMENTS_WEBHOOK_URL, secret: env.STRIPE_WEBHOOK_SECRET } }),
  });
  console.log(`payments at ${server.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

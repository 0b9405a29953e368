import { localFiles } from '../local-folder.ts';

/** What the local Stripe's process is told: the addresses of the stack, and of its secrets the two that it shares with the product. */
export function paymentsEnvironment(stack: NodeJS.ProcessEnv, port: number): NodeJS.ProcessEnv {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, PATH, NODE_ENV, PORT } = stack;
  return {
    PATH,
    NODE_ENV,
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET,
    PAYMENTS_PORT: String(port),
    PAYMENTS_JOURNAL: localFiles.payments,
    PAYMENTS_WEBHOOK_URL: `http://localhost:${PORT}/api/webhooks/stripe`,
  };
}

import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import {
  type PaymentServer,
  type PaymentServerOptions,
  startPaymentServer,
} from '../../dev/payments/server.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { cents } from '../../domain/money.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { openCheckoutUpdate } from '../../workflows/dossier/contract.ts';
import { startApi, type TestApi } from './api.ts';
import { startWorld, type TestDossier, type World } from './dossier-world.ts';

/** The keys between the product and the local Stripe. */
export const stripeKeys = { secretKey: 'sk_test_local', webhookSecret: 'whsec_local' };

/** The validation that leaves 200 € to pay by card. */
export const partly = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

/** A busy machine may answer late: as with Stripe itself, a webhook is sent again for long. */
const webhookPausesMs = [50, 100, 200, ...Array.from({ length: 30 }, () => 1_000)];

/** A world with the local Stripe, and the API that takes its webhooks. */
export interface PayingWorld {
  readonly world: World;
  readonly api: TestApi;
  readonly server: PaymentServer;
  /** Sets the API's clock to the world's, after a skip. */
  syncClock(): Promise<void>;
  /** A dossier whose remainder is due. */
  due(options?: Parameters<World['open']>[0]): Promise<TestDossier>;
  /** Opens the payment page of a dossier as the API does; gives its session. */
  checkout(dossier: TestDossier): Promise<string>;
  /** Opens the page and pays with a card. */
  pay(dossier: TestDossier, card?: keyof typeof testCards): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it all; its `stop()` belongs in `afterAll`. */
export async function startPayingWorld(options: Partial<PaymentServerOptions> = {}): Promise<PayingWorld> {
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  let api!: TestApi;
  let server!: PaymentServer;
  const world = await startWorld({
    stripe: async ({ database, temporalAddress, taskQueue }) => {
      const env = {
        STRIPE_SECRET_KEY: stripeKeys.secretKey,
        STRIPE_WEBHOOK_SECRET: stripeKeys.webhookSecret,
      };
      api = await startApi({ database, temporalAddress, taskQueue, clock, env });
      const webhook = { url: `${api.baseUrl}/api/webhooks/stripe`, secret: stripeKeys.webhookSecret };
      const { secretKey } = stripeKeys;
      server = await startPaymentServer({ secretKey, webhook, webhookPausesMs, ...options });
      return { secretKey, apiBase: server.url };
    },
  });

  const due: PayingWorld['due'] = async (opened = {}) => {
    const dossier = await world.open({ balanceCents: 100_000, ...opened });
    await dossier.send('submit');
    await dossier.send('accept');
    await dossier.send('validate', partly);
    return dossier;
  };
  const checkout = async (dossier: TestDossier): Promise<string> => {
    await dossier.send('open_payment');
    await dossier.handle.executeUpdate(openCheckoutUpdate);
    const { number } = await dossier.dossier();
    const open = (await checkoutsOf(world, number)).find(({ status }) => status === 'open');
    if (open?.sessionId == null) throw new Error('no page is open');
    return open.sessionId;
  };
  return {
    world,
    api,
    server,
    due,
    checkout,
    syncClock: async () => void (offset = Date.parse(await world.now()) - Date.now()),
    pay: async (dossier, card = 'accepted') => {
      const session = await checkout(dossier);
      server.control.pay(session, testCards[card].number);
      return session;
    },
    stop: async () => {
      await server.close();
      await world.stop();
      await api.stop();
    },
  };
}

/** A dossier's pages as recorded, oldest first. */
export async function checkoutsOf(world: World, number: string) {
  const { rows } = await sql<{ sequence: number; opening: number; status: string; sessionId: string | null }>`
    select sequence, opening, status, session_id as "sessionId" from checkouts where number = ${number}
    order by sequence, opening`.execute(queries(world.database.db.em.fork()));
  return rows;
}

/** Waits until a dossier is as wished; in real time, for what comes by webhook. */
export async function until(dossier: TestDossier, wished: (dossier: Dossier) => boolean): Promise<Dossier> {
  return await waitFor(
    async () => {
      const now = await dossier.dossier();
      if (wished(now)) return now;
      throw new Error(`the dossier never became as wished: ${JSON.stringify(now.payment)}`);
    },
    { everyMs: 25 },
  );
}

/** What was taken from cards for a dossier, as Stripe has it: amount taken, and amount given back. */
export function chargesOf({ server }: Pick<PayingWorld, 'server'>, number: string) {
  const { charges, intents } = server.control.state();
  return Object.values(charges).flatMap(({ charge }) => {
    const { payment_intent: payment, amount: taken, amount_refunded: givenBack, paid } = charge;
    const isOfDossier =
      typeof payment === 'string' && intents[payment]?.metadata['dossier'] === number && paid;
    return isOfDossier ? [{ taken, givenBack }] : [];
  });
}

/** The ids of a dossier's refunds at Stripe, oldest first. */
export function refundsOf({ server }: Pick<PayingWorld, 'server'>, number: string) {
  return Object.values(server.control.state().refunds).filter(
    ({ metadata }) => metadata?.['dossier'] === number,
  );
}

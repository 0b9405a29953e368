import { addMs } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { cents } from '../../domain/money.ts';
import { openCheckoutUpdate } from '../../workflows/dossier/contract.ts';
import type { TestDossier } from '../support/dossier-world.ts';
import { type PayingWorld, refundsOf, until } from '../support/paying-world.ts';

/** Brings one dossier along one branch of its life, with the local Stripe. */
export type PaymentBranch = (paying: PayingWorld) => Promise<TestDossier>;

const refund = ({ payment }: Dossier) => payment?.refunds[0]?.progress;
const isValidated = ({ state }: Dossier) => state === 'validated';

async function paid(
  paying: PayingWorld,
  card: Parameters<PayingWorld['pay']>[1] = 'accepted',
  options: Parameters<PayingWorld['due']>[0] = {},
): Promise<TestDossier> {
  const dossier = await paying.due(options);
  await paying.pay(dossier, card);
  await until(dossier, isValidated);
  return dossier;
}

/** Every branch on which the workflow acts outside. */
export const paymentBranches: Readonly<Record<string, PaymentBranch>> = {
  'page-paid': (paying) => paid(paying),
  'page-declined-renewed-paid': async (paying) => {
    const dossier = await paying.due();
    await paying.pay(dossier, 'declined');
    await until(dossier, ({ state }) => state === 'payment_refused');
    await paying.pay(dossier);
    await until(dossier, isValidated);
    return dossier;
  },
  'page-lapsed': async (paying) => {
    const dossier = await paying.due();
    await paying.checkout(dossier);
    const { deadline } = await dossier.dossier();
    if (deadline !== null) await paying.world.skipTo(addMs(deadline.at, 120_000));
    await until(dossier, ({ state }) => state === 'request_cancelled');
    return dossier;
  },
  'page-unavailable': async (paying) => {
    const dossier = await paying.due();
    await dossier.send('open_payment');
    const { control } = paying.server;
    control.addFault({ path: '/v1/checkout', times: 1_000, when: 'before', answer: 500 });
    await dossier.handle.executeUpdate(openCheckoutUpdate).catch(() => undefined);
    control.clearFaults();
    await paying.pay(dossier);
    await until(dossier, isValidated);
    return dossier;
  },
  'cancelled-refunded': async (paying) => {
    const dossier = await paid(paying);
    await dossier.send('cancel');
    await until(dossier, (now) => refund(now)?.status === 'done');
    return dossier;
  },
  'cancelled-refund-tried-again': async (paying) => {
    const dossier = await paid(paying, 'refundWaits');
    await dossier.send('cancel');
    const { number } = await until(dossier, (now) => refund(now)?.status === 'requested');
    paying.server.control.endRefund(refundsOf(paying, number)[0]?.id ?? '', 'failed');
    const failed = await until(dossier, (now) => refund(now)?.tries === 1);
    const next = refund(failed)?.notBefore;
    if (next != null) await paying.world.skipTo(addMs(next, 1_000));
    await until(dossier, (now) => refund(now)?.status === 'requested');
    return dossier;
  },
  'cancelled-then-found-paid': async (paying) => {
    const dossier = await paying.due();
    paying.server.control.holdWebhooks();
    await paying.pay(dossier);
    await dossier.send('cancel');
    await until(dossier, (now) => refund(now)?.status === 'done');
    await paying.server.control.releaseWebhooks();
    return dossier;
  },
  'wrong-amount': async (paying) => {
    const dossier = await paying.due();
    await dossier.send('payment_succeeded', { amountCents: cents(19_999) });
    await until(dossier, (now) => refund(now)?.status === 'failed');
    return dossier;
  },
  disputed: async (paying) => {
    const dossier = await paid(paying, 'disputed');
    paying.server.control.finish();
    await until(dossier, ({ payment }) => payment?.dispute !== undefined);
    return dossier;
  },
};

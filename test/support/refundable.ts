import { addMs } from '../../domain/calendar/paris-time.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import { cents } from '../../domain/money.ts';
import type { TestDossier } from './dossier-world.ts';
import { type PayingWorld, until } from './paying-world.ts';
import { dossierIn } from './world-states.ts';

/**
 * A dossier in a state, with a refund that waits for the bank; with `isAsked` false the request for it is kept waiting at
 * Stripe, until the test releases it. What goes back is a real payment: one that another dossier was paid with.
 */
export async function dossierWithRefund(
  paying: PayingWorld,
  state: DossierState,
  { isAsked }: { isAsked: boolean },
): Promise<TestDossier> {
  const paymentId = await aPayment(paying);
  if (!isAsked) {
    paying.server.control.addFault({
      path: '/v1/refunds',
      method: 'POST',
      times: 1,
      when: 'before',
      answer: 'wait',
    });
  }
  const dossier = await inState(paying, state, paymentId);
  if (isAsked) {
    await until(dossier, ({ payment }) => payment?.refunds.at(-1)?.progress?.status === 'requested');
  }
  return dossier;
}

async function inState(paying: PayingWorld, state: DossierState, paymentId: string): Promise<TestDossier> {
  if (state !== 'payment_refused' && state !== 'payment_pending') {
    const dossier = await dossierIn(paying.world, state, { byCard: true, hasPrerequisites: false });
    const told = { sequence: sequenceFor(state), paymentId };
    await dossier.send('payment_succeeded', { ...told, ...(await afterDeadline(dossier, state)) });
    return dossier;
  }
  const dossier = await paying.due();
  await dossier.send('payment_succeeded', { amountCents: cents(19_999), paymentId });
  if (state === 'payment_pending') {
    await dossier.send('open_payment');
    await dossier.send('payment_processing', { sequence: 2 });
  }
  return dossier;
}

/** The attempt that has not paid: `dossierIn` pays with the first of two where one pays. */
function sequenceFor(state: DossierState): number {
  return state === 'request_cancelled' || awaitsValidation(state) ? 1 : 2;
}

/** While a payment is due, only one that was submitted too late goes back and leaves the state as it is. */
async function afterDeadline(dossier: TestDossier, state: DossierState) {
  const { deadline } = await dossier.dossier();
  return awaitsValidation(state) && deadline !== null ? { submittedAt: addMs(deadline.at, 1) } : {};
}

function awaitsValidation(state: DossierState): boolean {
  return state === 'proposed' || state === 'to_validate';
}

async function aPayment(paying: PayingWorld): Promise<string> {
  const dossier = await paying.due();
  await paying.pay(dossier, 'refundWaits');
  const { payment } = await until(dossier, ({ state }) => state === 'validated');
  return payment?.paidBy ?? '';
}

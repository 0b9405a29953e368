import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays } from '../../domain/calendar/calendar-day.ts';
import { addMs } from '../../domain/calendar/paris-time.ts';
import { dossierStates, type DossierState, openRequestStates } from '../../domain/dossier/states.ts';
import { type Arrow, transitionTable } from '../../domain/dossier/transition-table.ts';
import { cents } from '../../domain/money.ts';
import type { TestDossier, World } from '../support/dossier-world.ts';
import { type PayingWorld, startPayingWorld, until } from '../support/paying-world.ts';
import { dossierWithRefund } from '../support/refundable.ts';
import { dossierIn } from '../support/world-states.ts';
import { declareEnd, declareEntry } from '../support/training.ts';

let paying: PayingWorld;
let world: World;
beforeAll(async () => {
  // Refunds that wait for the bank wait for good: what becomes of them is for the arrows to say.
  paying = await startPayingWorld({ laterMs: 24 * 3_600_000 });
  world = paying.world;
});
afterAll(() => paying.stop());

const arrows = dossierStates.flatMap((from) =>
  transitionTable[from].map((arrow) => ({ from, ...arrow, told: arrow.when?.join(' and ') ?? 'always' })),
);
const cardConditions = [
  'payment_due',
  'payment_of_this_attempt',
  'payment_of_any_attempt',
  'payment_to_refund',
  'payment_identified',
  'payment_not_disputed',
  'dispute_not_closed',
  'refund_unknown',
];

// One test for each arrow of the table, on a real workflow: a new arrow is taken, or this file says which is not.
test.each(arrows)('$from: $message from $by leads to $to ($told)', async ({ from, ...arrow }) => {
  const byCard =
    from.startsWith('payment_') ||
    (arrow.when ?? []).some((condition) => [...cardConditions, 'remainder_to_pay'].includes(condition));
  const alreadyAgreed = byCard && !(arrow.when ?? []).includes('remainder_to_pay');
  const hasPrerequisites = arrow.message === 'acknowledge';
  const isOfRefund = arrow.message.startsWith('refund_') && arrow.message !== 'refund_found';
  const isAsked = arrow.message !== 'refund_requested';
  const dossier = isOfRefund
    ? await dossierWithRefund(paying, from, { isAsked })
    : alreadyAgreed
      ? await dossierIn(world, from, { byCard, hasPrerequisites })
      : await undecided(from, { byCard, hasPrerequisites });
  const { version } = await dossier.dossier();
  await take(dossier, arrow);
  const after = await dossier.dossier();
  expect(after.state).toBe(arrow.to);
  expect(after.version).toBeGreaterThan(version);
  expect(after.deletedAt !== null).toBe(arrow.deletes === true);
});

/** For the first validation: too few rights, and nothing agreed yet. */
async function undecided(
  from: DossierState,
  { byCard, hasPrerequisites }: { byCard: boolean; hasPrerequisites: boolean },
) {
  if (!byCard) return await dossierIn(world, from, { byCard, hasPrerequisites });
  const dossier = await world.open({ balanceCents: 100_000 });
  await dossier.send('submit');
  await (from === 'proposed'
    ? dossier.send('propose', { changes: { place: 'Metz' } })
    : dossier.send('accept'));
  return dossier;
}

async function take(dossier: TestDossier, arrow: Arrow): Promise<void> {
  const { state, deadline, payment } = await dossier.dossier();
  const today = await world.today();
  switch (arrow.message) {
    case 'remind':
      await world.skipTo(addMs(deadline?.remindAt ?? (await world.now()), 60_000));
      return;
    case 'deadline_passed':
      await world.skipTo(addMs(deadline?.at ?? (await world.now()), 120_000));
      // The workflow of a finished dossier has ended; the backstop starts a short run for the end of its record.
      if (deadline?.kind === 'record_kept') {
        await dossier.nudge();
        await dossier.handle.result();
      }
      return;
    case 'extend_deadline': {
      const until = addDays(today, 300);
      await dossier.handle.executeUpdate('extendDeadline', {
        args: [{ until, reason: 'Fermeture annuelle' }],
      });
      return;
    }
    case 'amend_draft':
      await dossier.send('amend_draft', { sessionId: dossier.cast.sessionId });
      return;
    case 'declare_entry':
      await declareEntry(world, dossier);
      return;
    case 'declare_end':
      await declareEnd(world, dossier);
      return;
    case 'propose_dates':
    case 'accept_dates':
      await dossier.send('propose_dates', await otherDates(dossier));
      if (arrow.message === 'accept_dates') await dossier.send('accept_dates', await otherDates(dossier));
      return;
    case 'withdraw_dates':
    case 'decline_dates':
      await dossier.send('propose_dates', await otherDates(dossier));
      await dossier.send(arrow.message);
      return;
    case 'contest':
      await dossier.send('contest', { about: arrow.to === 'completed' ? 'end' : 'entry' });
      return;
    case 'resolve_contest': {
      await dossier.send('contest', {
        about: state === 'completed' && arrow.to !== 'validated' ? 'end' : 'entry',
      });
      const outcome = arrow.when?.includes('declaration_confirmed') === true ? 'confirmed' : 'corrected';
      await dossier.handle.executeUpdate('resolveContest', {
        args: [{ outcome, reason: 'Feuille d’émargement reçue' }],
      });
      return;
    }
    case 'validate':
      await dossier.send('validate', arrow.when?.includes('remainder_to_pay') === true ? partly : {});
      return;
    case 'payment_succeeded': {
      if (arrow.when?.includes('payment_identified') === true) return await tellOfOneByHand(dossier);
      if (isOpen(arrow.to) && arrow.when?.includes('payment_to_refund') === true) {
        const submittedAt = addMs(deadline?.at ?? (await world.now()), 1);
        const told = { sequence: payment?.sequence ?? 0, amountCents: cents(20_000), submittedAt };
        await dossier.send('payment_succeeded', told);
        return;
      }
      const isRight = arrow.to !== 'payment_refused';
      const amountCents = cents(isRight ? 20_000 : 19_999);
      await dossier.send('payment_succeeded', { sequence: payment?.sequence ?? 0, amountCents });
      return;
    }
    case 'refund_requested':
      await until(dossier, () => paying.server.control.state().waitingRequests > 0);
      paying.server.control.releaseRequests();
      await until(dossier, (now) => now.payment?.refunds.at(-1)?.progress?.status === 'requested');
      return;
    case 'refund_succeeded':
    case 'refund_failed':
      await dossier.send(arrow.message, { refund: payment?.refunds.length ?? 0 });
      return;
    default:
      await dossier.send(arrow.message);
  }
}

/** Where a payment that goes back is one that was submitted after the deadline. */
function isOpen(state: DossierState): boolean {
  return openRequestStates.includes(state);
}

/** A payment is told without its id, so that its id is news; of another amount, it goes back. */
async function tellOfOneByHand(dossier: TestDossier): Promise<void> {
  const { state, payment, deadline } = await dossier.dossier();
  const late = isOpen(state) ? { submittedAt: addMs(deadline?.at ?? (await world.now()), 1) } : {};
  const told = { sequence: payment?.sequence ?? 0, amountCents: cents(19_999), ...late };
  await dossier.send('payment_succeeded', told);
  const { payment: before } = await dossier.dossier();
  await dossier.send('payment_succeeded', { ...told, paymentId: 'pi_told_later' });
  const { payment: after } = await dossier.dossier();
  expect(before?.refunds.at(-1)).toMatchObject({ paymentId: null, amountCents: 19_999 });
  expect(after?.refunds).toHaveLength(before?.refunds.length ?? 0);
  expect(after?.refunds.at(-1)).toMatchObject({ paymentId: 'pi_told_later', amountCents: 19_999 });
}

/** A week later. */
async function otherDates(dossier: TestDossier) {
  const { session } = await dossier.dossier();
  if (session === null) throw new Error('No session to move');
  return { startsOn: addDays(session.startsOn, 7), endsOn: addDays(session.endsOn, 7) };
}

const partly = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

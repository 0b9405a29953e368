import type { Stripe } from 'stripe';
import { testCards } from '../../dev/payments/test-cards.ts';
import { cents } from '../../domain/money.ts';
import type { History, Player } from './history.ts';
import type { Move } from './moves.ts';
import { payAstray } from './stray-payment.ts';

// Disputes are told by their webhook alone, and so are refunds that the bank sends back after they were done: Stripe sends those
// for days. Of everything else reconciliation makes up for the loss.
const losable = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.payment_failed',
];

/** Plays one move; one that makes no sense now does nothing. */
export async function play(history: History, move: Move): Promise<void> {
  await act(history, move);
  await history.world.calm();
}

async function act(history: History, move: Move): Promise<void> {
  const { control } = history.world.server;
  switch (move.do) {
    case 'validate':
      return await validate(history, history.player(move.dossier), move);
    case 'open_payment':
      history.openPayment(history.player(move.dossier));
      return move.rush ? undefined : await history.calm();
    case 'pay':
      pay(history, history.player(move.dossier), move);
      if (!move.rush) await webhooks(history, 'as-made');
      return;
    case 'stray_payment':
      return await payAstray(history, history.player(move.dossier), move.lessCents);
    case 'cancel': {
      const player = history.player(move.dossier);
      const expected = move.checked ? { expected: history.promised(player) } : {};
      return void history.send(player, 'cancel', { reason: null, ...expected, way: move.way });
    }
    case 'withdraw':
      return void history.send(history.player(move.dossier), 'withdraw', { way: move.way });
    case 'declare_entry': {
      const { today: enteredOn } = history;
      return void history.send(history.player(move.dossier), 'declare_entry', { enteredOn, way: move.way });
    }
    case 'declare_end': {
      const { today: endedOn } = history;
      return void history.send(history.player(move.dossier), 'declare_end', { endedOn, way: move.way });
    }
    case 'wait':
      return await history.wait(history.player(move.dossier), move.how);
    case 'banks_decide':
      return control.finish();
    case 'dispute': {
      const charge = nth(Object.keys(control.state().charges), move.which);
      return charge === undefined ? undefined : void control.dispute(charge);
    }
    case 'refund_fails': {
      const refund = nth(Object.keys(control.state().refunds), move.which);
      return refund === undefined ? undefined : void control.endRefund(refund, 'failed');
    }
    case 'webhook':
      return await webhook(history, move);
    case 'webhooks':
      return await webhooks(history, move.order);
    case 'lose_webhook':
      return loseWebhook(history, move.which);
    case 'reconcile':
      return await history.reconcile();
    case 'step':
      return await nth(history.world.bench.waiting, move.which)?.step(move.fate);
    case 'calm':
      return await history.calm();
    case 'crash':
      return await history
        .player(move.dossier)
        .workflow.crash(move.kind, () => history.moveClock(history.now + 10_000));
  }
}

async function validate(history: History, player: Player, move: Move & { do: 'validate' }): Promise<void> {
  if (!move.stale) await history.look(player);
  const { rightsCents, remainderCents } = player.shown;
  const amounts = { rightsCents: cents(rightsCents), remainderCents: cents(remainderCents) };
  void history.send(player, 'validate', { ...amounts, way: move.way });
}

function pay(history: History, { number }: Player, { which, card }: Move & { do: 'pay' }): void {
  const { control } = history.world.server;
  const open = Object.values(control.state().sessions).filter(
    ({ session }) => session.status === 'open' && session.metadata?.['dossier'] === number,
  );
  const chosen = nth(open, which);
  if (chosen !== undefined) control.pay(chosen.session.id, testCards[card].number);
}

async function webhook(history: History, { which, copies, fate }: Move & { do: 'webhook' }): Promise<void> {
  const { control } = history.world.server;
  const id = nth(heldDeliveries(history), which);
  if (id === undefined) return;
  history.world.signalFate = fate;
  for (let copy = 0; copy < copies; copy += 1) await control.sendAgain(id);
  history.world.signalFate = 'well';
}

/** Sends everything that is held, and has it answered. */
export async function webhooks(history: History, order: 'as-made' | 'reversed'): Promise<void> {
  const ids = heldDeliveries(history);
  for (const id of order === 'reversed' ? ids.reverse() : ids)
    await history.world.server.control.sendAgain(id);
}

function loseWebhook(history: History, which: number): void {
  const { control } = history.world.server;
  const { deliveries, events } = control.state();
  const id = nth(
    heldDeliveries(history).filter((one) => isLosable(events[deliveries[one]?.event ?? ''])),
    which,
  );
  const delivery = id === undefined ? undefined : deliveries[id];
  if (delivery !== undefined) delivery.status = 'dropped';
}

function isLosable(event: Stripe.Event | undefined): boolean {
  const about = event?.data.object as { metadata?: Record<string, string> } | undefined;
  return losable.includes(event?.type ?? '') && about?.metadata?.['stray'] === undefined;
}

/** The events that the product has not taken in yet, oldest first. */
export function heldDeliveries(history: History): string[] {
  return Object.entries(history.world.server.control.state().deliveries)
    .filter(([, { status }]) => status === 'held')
    .map(([id]) => id);
}

function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

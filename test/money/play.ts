import { testCards } from '../../dev/payments/test-cards.ts';
import { cents } from '../../domain/money.ts';
import type { History, Player } from './history.ts';
import type { Move, Turn, Way } from './moves.ts';
import { payAstray } from './stray-payment.ts';
import { forgeWebhook, heldDeliveries, losableDeliveries, loseWebhook, sendWebhooks } from './webhooks.ts';

/** Plays one move and what comes of it; one that makes no sense now does nothing. */
export async function play(history: History, { move, then }: Turn): Promise<void> {
  const { stage } = history;
  await act(history, move);
  await stage.rest();
  if (then === 'calm') await stage.calm();
  else if (then !== 'left') await stage.suffer(playerOf(history, move).number, then);
}

async function act(history: History, move: Move): Promise<void> {
  const { stage } = history;
  const { control } = stage.server;
  const player = playerOf(history, move);
  switch (move.do) {
    case 'validate':
      return await validate(history, player, move);
    case 'open_payment':
      return await history.openPayment(player);
    case 'pay':
      pay(history, player, move);
      return move.told ? await sendWebhooks(history, 'as-made') : undefined;
    case 'stray_payment':
      return await payAstray(history, player, move.lessCents);
    case 'cancel':
      return await cancel(history, player, move);
    case 'withdraw':
      return void (await history.send(player, 'withdraw', { way: move.way }));
    case 'declare_entry':
      return await declareEntry(history, player, move.way);
    case 'declare_end':
      return void (await history.send(player, 'declare_end', { endedOn: history.today, way: move.way }));
    case 'contest':
      return void (await history.send(player, 'contest', { about: move.about, way: move.way }));
    case 'resolve_contest':
      return void (await history.send(player, 'resolve_contest', { outcome: move.outcome, way: move.way }));
    case 'wait':
      return await history.wait(player, move.how);
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
      return await sendWebhooks(history, move.order);
    case 'lose_webhook': {
      const id = nth(losableDeliveries(history), move.which);
      return id === undefined ? undefined : loseWebhook(history, id);
    }
    case 'forge_webhook':
      return await forgeWebhook(history, player, move.which);
    case 'reconcile':
      return await stage.reconcile();
    case 'step':
      return await stage.step(move.which, move.fate);
    case 'calm':
      return await stage.calm(move.order);
    case 'crash':
      return await stage.crash(player.number, move.kind);
  }
}

function playerOf(history: History, move: Move): Player {
  return history.player('dossier' in move ? move.dossier : 0);
}

/** An entry is declared during the session: an enrolment waits for it. */
async function declareEntry(history: History, player: Player, way: Way): Promise<void> {
  const { state, session } = await history.dossierOf(player);
  if (state === 'validated') await history.wait(player, 'session_day');
  const enteredOn = session?.startsOn ?? history.today;
  await history.send(player, 'declare_entry', { enteredOn, way });
}

async function validate(history: History, player: Player, move: Move & { do: 'validate' }): Promise<void> {
  if (!move.stale) await history.look(player);
  const { rightsCents, remainderCents } = player.shown;
  const amounts = { rightsCents: cents(rightsCents), remainderCents: cents(remainderCents) };
  await history.send(player, 'validate', { ...amounts, way: move.way });
}

async function cancel(
  history: History,
  player: Player,
  { checked, way, when }: Move & { do: 'cancel' },
): Promise<void> {
  if (when !== null) await history.wait(player, when);
  const expected = checked ? { expected: await history.promised(player) } : {};
  await history.send(player, 'cancel', { reason: null, ...expected, way });
}

function pay({ stage }: History, { number }: Player, { which, card }: Move & { do: 'pay' }): void {
  const { control } = stage.server;
  const open = Object.values(control.state().sessions).filter(
    ({ session }) => session.status === 'open' && session.metadata?.['dossier'] === number,
  );
  const chosen = nth(open, which);
  if (chosen !== undefined) control.pay(chosen.session.id, testCards[card].number);
}

async function webhook(history: History, { which, copies, fate }: Move & { do: 'webhook' }): Promise<void> {
  const id = nth(heldDeliveries(history), which);
  if (id === undefined) return;
  for (let copy = 0; copy < copies; copy += 1)
    await history.stage.sendWebhook(id, copy === 0 ? fate : 'well');
}

function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

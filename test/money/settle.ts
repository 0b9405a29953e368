import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { isPayable } from '../../domain/dossier/owed.ts';
import type { History } from './history.ts';
import { heldDeliveries, webhooks } from './play.ts';

// Four tries of a refund lie within seven days.
const most = 16;

/** Lets everything come to its end: webhooks arrive, banks decide, what was lost is asked about, refunds are tried again. */
export async function settle(history: History): Promise<void> {
  await history.calm();
  for (let round = 0; round < most; round += 1) {
    history.world.server.control.finish();
    while (heldDeliveries(history).length > 0) {
      await webhooks(history, 'as-made');
      await history.calm();
    }
    await history.reconcile();
    await history.calm();
    const open = await unsettled(history);
    if (open.length === 0) return;
    if (round === most - 1) throw new Error(`never settled: ${open.join('; ')}`);
    const [player] = history.players;
    if (player !== undefined) await history.wait(player, round % 2 === 0 ? 'hour' : 'days');
  }
}

async function unsettled(history: History): Promise<string[]> {
  const open: string[] = [];
  if (history.world.bench.waiting.length > 0) open.push('work waits');
  if (heldDeliveries(history).length > 0) open.push('webhooks wait');
  for (const player of history.players) {
    const { payment, number, ...dossier } = history.dossierOf(player);
    if (payment?.status === 'processing') open.push(`${number}: a payment is processed`);
    const statuses = (payment?.refunds ?? []).map(({ progress }) => progress?.status);
    if (statuses.some((status) => status === 'due' || status === 'requested'))
      open.push(`${number}: a refund is open`);
    const { rows } = await sql<{ status: string }>`
      select status from checkouts where number = ${number} and status in ('opening', 'open', 'processing')`.execute(
      queries(history.world.database.db.em.fork()),
    );
    const isLeft = rows.some(
      ({ status }) => status !== 'open' || !isPayable({ ...dossier, payment, number }),
    );
    if (isLeft) open.push(`${number}: pages ${rows.map(({ status }) => status).join(', ')}`);
  }
  return open;
}

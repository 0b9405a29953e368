import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { isPayable } from '../../domain/dossier/owed.ts';
import type { History } from './history.ts';
import { heldDeliveries, sendWebhooks } from './webhooks.ts';

// Four tries of a refund lie within seven days.
const most = 16;

/** Lets the dossiers do what they can by themselves: no webhook comes, and nobody asks. */
export async function standStill(history: History): Promise<void> {
  await history.stage.calm();
  // Longer than the longest pause between two tries to close a page.
  await history.wait(history.player(0), 'hour');
  await history.wait(history.player(0), 'hour');
  await history.stage.calm();
}

/** Lets everything come to its end: webhooks arrive, banks decide, what was lost is asked about, refunds are tried again. */
export async function settle(history: History): Promise<void> {
  const { stage } = history;
  for (let round = 0; round < most; round += 1) {
    stage.server.control.finish();
    while (heldDeliveries(history).length > 0) {
      await sendWebhooks(history, 'as-made');
      await stage.calm();
    }
    await stage.reconcile();
    await stage.calm();
    const open = await unsettled(history);
    if (open.length === 0) return;
    if (round === most - 1) throw new Error(`never settled: ${open.join('; ')}`);
    await history.wait(history.player(0), round % 2 === 0 ? 'hour' : 'days');
  }
}

async function unsettled(history: History): Promise<string[]> {
  const open: string[] = [];
  if (heldDeliveries(history).length > 0) open.push('webhooks wait');
  for (const dossier of await history.dossiers()) {
    const { payment, number } = dossier;
    if (payment?.status === 'processing') open.push(`${number}: a payment is processed`);
    const statuses = (payment?.refunds ?? []).map(({ progress }) => progress?.status);
    if (statuses.some((status) => status === 'due' || status === 'requested'))
      open.push(`${number}: a refund is open`);
    const { rows } = await sql<{ status: string }>`
      select status from checkouts where number = ${number} and status in ('opening', 'open', 'processing')`.execute(
      queries(history.stage.db.em.fork()),
    );
    const isLeft = rows.some(({ status }) => status !== 'open' || !isPayable(dossier));
    if (isLeft) open.push(`${number}: pages ${rows.map(({ status }) => status).join(', ')}`);
  }
  return open;
}

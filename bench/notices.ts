/**
 * `node bench/notices.ts`: the same lifecycles without any notification and while 10,000 mails wait and are sent, in turn, in one
 * run (docs/bench.md).
 */
import { loadavg } from 'node:os';
import { sql } from 'kysely';
import { queries } from '../db/database.ts';
import { readConfig } from '../config.ts';
import type { BenchStack } from './bench-stack.ts';
import { createPlayers } from './cast.ts';
import { productLifecycle } from './lifecycles.ts';
import { type Lifecycle, measure, type Measured, median, percentile } from './measure.ts';
import { runBench, say } from './run-bench.ts';

const waiting = 10_000;
const concurrent = 20;
const lifecycles = 100;
const pairs = 4;

async function bench(stack: BenchStack): Promise<void> {
  const { MAIL_PER_SECOND } = readConfig(stack.env);
  const play = productLifecycle(await createPlayers(stack, concurrent));
  await measure(play, lifecycles, concurrent);
  await makeQuietTrigger(stack);
  await settled(stack);
  const rounds: { quiet: Measured; busy: Measured; sent: number }[] = [];
  for (let round = 0; round < pairs; round += 1) {
    // Each of the two is first as often as the other: a machine that slows down or warms up favours neither.
    const order = round % 2 === 0 ? (['quiet', 'busy'] as const) : (['busy', 'quiet'] as const);
    const measured: Partial<Record<'quiet' | 'busy', Measured>> = {};
    let sent = 0;
    for (const kind of order) {
      if (kind === 'quiet') measured.quiet = await quietly(stack, play);
      else ({ measured: measured.busy, sent } = await busily(stack, play));
    }
    const { quiet, busy } = measured;
    if (quiet === undefined || busy === undefined) throw new Error('A round is missing');
    rounds.push({ quiet, busy, sent });
    say(
      `Round ${round + 1} of ${pairs}: without ${quiet.perSecond.toFixed(1)}/s, with ${busy.perSecond.toFixed(1)}/s (${sent} mails settled meanwhile)`,
    );
  }
  report(rounds);
  say(
    `Mails a second at most: ${MAIL_PER_SECOND}. Load: ${loadavg()
      .map((one) => one.toFixed(1))
      .join(', ')}`,
  );
}

/** Nothing of the timeline is told: events are written as planned, and no notice is planned or sent. */
async function quietly(stack: BenchStack, play: Lifecycle): Promise<Measured> {
  await settled(stack);
  const open = queries(stack.db.em.fork());
  await sql`create trigger bench_quiet before insert on dossier_events for each row execute function bench_planned()`.execute(
    open,
  );
  const measured = await measure(play, lifecycles, concurrent);
  await sql`drop trigger bench_quiet on dossier_events`.execute(open);
  return measured;
}

async function makeQuietTrigger(stack: BenchStack): Promise<void> {
  await sql`create function bench_planned() returns trigger language plpgsql as $$
    begin
      new.planned_at := now();
      new.webhooks_planned_at := now();
      return new;
    end $$`.execute(queries(stack.db.em.fork()));
}

/** The relay plans and sends, with 10,000 mails about real events waiting. */
async function busily(stack: BenchStack, play: Lifecycle) {
  const open = queries(stack.db.em.fork());
  await sql`
    insert into notices (id, stream, audience, recipient_id, kind, dossier_number, dossier_version, message_id, event_at)
    select event.number || '-' || event.version || '-again-' || copy || ${`-${Date.now()}`}::text,
      event.number || '-trainee-' || event.version || '-' || copy || ${`-${Date.now()}`}::text, 'trainee',
      dossier.trainee_id, event.to_state, event.number, event.version, event.message_id, now()
    from dossier_events event join dossiers dossier on dossier.number = event.number
    cross join generate_series(1, ${waiting}::integer) copy
    where event.type = 'declare_end' order by copy limit ${waiting}`.execute(open);
  await pause(5_000);
  const before = await settledCount(stack);
  const measured = await measure(play, lifecycles, concurrent);
  return { measured, sent: (await settledCount(stack)) - before };
}

/** Waits until what the warming up planned is gone, so that the first round starts like the others. */
async function settled(stack: BenchStack): Promise<void> {
  await sql`delete from notices where status = 'planned'`.execute(queries(stack.db.em.fork()));
  await pause(5_000);
}

async function settledCount(stack: BenchStack): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from notices where status <> 'planned'`.execute(
    queries(stack.db.em.fork()),
  );
  return rows[0]?.count ?? 0;
}

function report(rounds: readonly { quiet: Measured; busy: Measured }[]): void {
  const middle = (value: (round: { quiet: Measured; busy: Measured }) => number) =>
    median(rounds.map(value)).toFixed(2);
  const p50 = ({ updateMs }: Measured) => percentile(updateMs, 0.5);
  const p99 = ({ updateMs }: Measured) => percentile(updateMs, 0.99);
  const perSecond = (one: Measured) => one.perSecond;
  say(`${''.padEnd(28)}${['without', 'with', 'ratio'].map((head) => head.padStart(10)).join('')}`);
  for (const [name, of] of Object.entries({
    'lifecycles/s': perSecond,
    'update p50, ms': p50,
    'update p99, ms': p99,
  })) {
    const cells = [
      middle(({ quiet }) => of(quiet)),
      middle(({ busy }) => of(busy)),
      middle(({ quiet, busy }) => of(busy) / of(quiet)),
    ];
    say(`${name.padEnd(28)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

await runBench(bench);

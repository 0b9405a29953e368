/**
 * `npm run bench:payments`: lifecycles whose remainder is paid by card beside lifecycles without, in turn, and how long a webhook
 * takes to show (docs/bench.md).
 */
import { loadavg } from 'node:os';
import { startPaymentServer } from '../dev/payments/server.ts';
import type { BenchStack } from './bench-stack.ts';
import { createPlayers } from './cast.ts';
import { productLifecycle } from './lifecycles.ts';
import { type Lifecycle, measure, median, percentile } from './measure.ts';
import { payingByCard } from './paying.ts';
import { runBench, say } from './run-bench.ts';

const keys = { secretKey: 'sk_test_bench', webhookSecret: 'whsec_bench' };
const concurrencies = [
  { concurrency: 1, count: 20 },
  { concurrency: 50, count: 100 },
] as const;
const rounds = 3;
const webhookAtMost = 3;

/** One round; milliseconds but for the first two. */
interface Round {
  withoutPerSecond: number;
  withPerSecond: number;
  updateP50: number;
  webhookP50: number;
  webhookP99: number;
}

const server = await startPaymentServer({ secretKey: keys.secretKey });
await runBench(bench, {
  STRIPE_SECRET_KEY: keys.secretKey,
  STRIPE_WEBHOOK_SECRET: keys.webhookSecret,
  STRIPE_API_BASE: server.url,
  // Its contribution of 103.20 € is paid by card; job seekers do not owe it.
  POLICY_VERSION: '2026-05-from-today',
});

async function bench(stack: BenchStack): Promise<void> {
  const players = Math.max(...concurrencies.map(({ concurrency }) => concurrency));
  say(`Making ${2 * players} trainees…`);
  const jobSeekers = await createPlayers(stack, players, { jobSeeker: true });
  const others = await createPlayers(stack, players, { from: 100 });
  const webhook = { url: `${stack.baseUrl}/api/webhooks/stripe`, secret: keys.webhookSecret };
  let webhookMs: number[] = [];
  const pay = payingByCard(server, webhook, (ms) => webhookMs.push(ms));
  const lifecycles = {
    without: productLifecycle(jobSeekers),
    with: productLifecycle(others, undefined, pay),
  };
  const takeWebhookMs = (): number[] => {
    const taken = webhookMs.sort((a, b) => a - b);
    webhookMs = [];
    return taken;
  };
  say(['', 'without', 'with', 'ratio', 'update p50', 'webhook p50', 'p99', 'ratio'].map(cell).join(''));
  for (const { concurrency, count } of concurrencies) {
    await measure(lifecycles.without, 2 * concurrency, concurrency);
    await measure(lifecycles.with, 2 * concurrency, concurrency);
    takeWebhookMs();
    const played: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const one = await playRound(lifecycles, { round, concurrency, count, takeWebhookMs });
      played.push(one);
      say(line(`${concurrency} at a time, round ${round} of ${rounds}`, [one]));
    }
    say(line(`${concurrency} at a time, median`, played));
  }
  say(`The webhook's ratio to an update is to be ≤ ${webhookAtMost}. Load: ${loadOf()}`);
}

/** Each of the two is first as often as the other: a machine that slows down or warms up favours neither. */
async function playRound(
  lifecycles: Readonly<Record<'without' | 'with', Lifecycle>>,
  setup: { round: number; concurrency: number; count: number; takeWebhookMs: () => number[] },
): Promise<Round> {
  const { round, concurrency, count } = setup;
  const play = async (kind: 'without' | 'with') => await measure(lifecycles[kind], count, concurrency);
  const early = round % 2 === 0 ? await play('without') : null;
  const paid = await play('with');
  const unpaid = early ?? (await play('without'));
  const webhookMs = setup.takeWebhookMs();
  return {
    withoutPerSecond: unpaid.perSecond,
    withPerSecond: paid.perSecond,
    updateP50: percentile(paid.updateMs, 0.5),
    webhookP50: percentile(webhookMs, 0.5),
    webhookP99: percentile(webhookMs, 0.99),
  };
}

function line(name: string, played: readonly Round[]): string {
  const middle = (value: (round: Round) => number) => median(played.map(value));
  return [
    name,
    middle(({ withoutPerSecond }) => withoutPerSecond).toFixed(1),
    middle(({ withPerSecond }) => withPerSecond).toFixed(1),
    middle(({ withPerSecond, withoutPerSecond }) => withPerSecond / withoutPerSecond).toFixed(2),
    middle(({ updateP50 }) => updateP50).toFixed(1),
    middle(({ webhookP50 }) => webhookP50).toFixed(1),
    middle(({ webhookP99 }) => webhookP99).toFixed(1),
    middle(({ webhookP50, updateP50 }) => webhookP50 / updateP50).toFixed(2),
  ]
    .map(cell)
    .join('');
}

function cell(text: string, column: number): string {
  return column === 0 ? text.padEnd(32) : text.padStart(13);
}

function loadOf(): string {
  return loadavg()
    .map((one) => one.toFixed(1))
    .join(', ');
}

import { type Lifecycle, measure, type Measured, median, percentile } from './measure.ts';

/** One side of a comparison. */
export type Contender = Lifecycle;

/** Both sides of a comparison, round by round, and what came out of them. */
export interface Comparison {
  concurrency: number;
  floor: Side;
  product: Side;
  /** Medians of the ratios round by round: product to floor. */
  ratio: { perSecond: number; p50: number; p99: number };
}

/** Medians over the rounds; updates in milliseconds. */
export interface Side {
  perSecond: number;
  p50: number;
  p99: number;
}

const rounds = 3;

/** Runs both sides in turn, so that a machine whose speed drifts slows both alike; the first round only warms up. */
export async function compareRounds(setup: {
  floor: Contender;
  product: Contender;
  concurrency: number;
  count: number;
  say: (line: string) => void;
}): Promise<Comparison> {
  const { floor, product, concurrency, count, say } = setup;
  const warmUp = Math.max(concurrency * 2, Math.ceil(count / 4));
  await measure(floor, warmUp, concurrency);
  await measure(product, warmUp, concurrency);
  const pairs: { floor: Side; product: Side }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const pair = {
      floor: sideOf(await measure(floor, count, concurrency)),
      product: sideOf(await measure(product, count, concurrency)),
    };
    pairs.push(pair);
    const [bare, whole] = [pair.floor.perSecond.toFixed(1), pair.product.perSecond.toFixed(1)];
    say(
      `Lifecycles, ${concurrency} at a time, round ${round} of ${rounds}: floor ${bare}/s, product ${whole}/s`,
    );
  }
  return { concurrency, ...summary(pairs) };
}

function sideOf({ perSecond, updateMs }: Measured): Side {
  return { perSecond, p50: percentile(updateMs, 0.5), p99: percentile(updateMs, 0.99) };
}

function summary(pairs: readonly { floor: Side; product: Side }[]): Omit<Comparison, 'concurrency'> {
  const middle = (side: 'floor' | 'product'): Side => ({
    perSecond: median(pairs.map((pair) => pair[side].perSecond)),
    p50: median(pairs.map((pair) => pair[side].p50)),
    p99: median(pairs.map((pair) => pair[side].p99)),
  });
  const ratio = (key: keyof Side) => median(pairs.map(({ floor, product }) => product[key] / floor[key]));
  return {
    floor: middle('floor'),
    product: middle('product'),
    ratio: { perSecond: ratio('perSecond'), p50: ratio('p50'), p99: ratio('p99') },
  };
}

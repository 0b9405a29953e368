import type { ReadComparison } from './compare-reads.ts';
import type { Comparison } from './rounds.ts';
import type { HistorySize } from './sizes.ts';

/** Everything that one run measured. */
export interface Report {
  alone: Comparison;
  crowded: Comparison;
  reads: { list: ReadComparison; detail: ReadComparison };
  histories: { floor: HistorySize; product: HistorySize };
  workerMegabytes: { floor: number; product: number };
}

/** What the product is held to (docs/bench.md). */
export const targets = {
  lifecyclesAtLeast: 0.7,
  updateP50AtMost: 1.5,
  eventsAtMost: 70,
  bytesTimesAtMost: 2,
  memoryTimesAtMost: 1.5,
  listAtLeast: 0.5,
  detailAtLeast: 0.6,
} as const;

/** Prints one run as a table: floor, product, ratio, and the target where there is one. */
export function printReport(say: (line: string) => void, report: Report): void {
  const { alone, crowded, reads, histories, workerMegabytes } = report;
  say('');
  say(row('', 'floor', 'product', 'ratio', 'target'));
  for (const comparison of [alone, crowded]) {
    const { concurrency, floor, product, ratio } = comparison;
    const at = `at ${concurrency}`;
    const goal = `≥ ${targets.lifecyclesAtLeast}`;
    say(
      row(
        `lifecycles/s ${at}`,
        fixed(floor.perSecond),
        fixed(product.perSecond),
        times(ratio.perSecond),
        goal,
      ),
    );
    const p50Goal = `≤ ${targets.updateP50AtMost}`;
    say(
      row(`accepted update p50 ${at}, ms`, fixed(floor.p50), fixed(product.p50), times(ratio.p50), p50Goal),
    );
    say(row(`accepted update p99 ${at}, ms`, fixed(floor.p99), fixed(product.p99), times(ratio.p99)));
  }
  const { floor, product } = histories;
  say(
    row(
      'history, events',
      floor.events,
      product.events,
      times(product.events / floor.events),
      `≤ ${targets.eventsAtMost}`,
    ),
  );
  say(
    row(
      'history, bytes',
      floor.bytes,
      product.bytes,
      times(product.bytes / floor.bytes),
      `≤ ${targets.bytesTimesAtMost}`,
    ),
  );
  const memory = workerMegabytes.product / workerMegabytes.floor;
  const memoryGoal = `≤ ${targets.memoryTimesAtMost}`;
  say(row('worker memory, MB', workerMegabytes.floor, workerMegabytes.product, times(memory), memoryGoal));
  say(readRow('list page, requests/s', reads.list, targets.listAtLeast));
  say(readRow('detail page, requests/s', reads.detail, targets.detailAtLeast));
}

function readRow(name: string, { floor, product, ratio }: ReadComparison, atLeast: number): string {
  return row(name, floor.toFixed(0), product.toFixed(0), times(ratio), `≥ ${atLeast}`);
}

function row(name: string, ...cells: (string | number)[]): string {
  return name.padEnd(32) + cells.map((cell) => String(cell).padStart(12)).join('');
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function times(ratio: number): string {
  return ratio.toFixed(2);
}

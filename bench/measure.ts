/** What a number of lifecycles took. */
export interface Measured {
  /** Lifecycles a second. */
  perSecond: number;
  /** Milliseconds of each accepted update, ascending. */
  updateMs: number[];
}

/** One lifecycle; reports the milliseconds of each of its updates. */
export type Lifecycle = (slot: number, noteUpdate: (ms: number) => void) => Promise<void>;

/** Runs `count` lifecycles, `concurrency` at a time; each slot runs its own one after another. */
export async function measure(lifecycle: Lifecycle, count: number, concurrency: number): Promise<Measured> {
  const updateMs: number[] = [];
  let left = count;
  const began = performance.now();
  const slot = async (index: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await lifecycle(index, (ms) => updateMs.push(ms));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, index) => slot(index)));
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: count / seconds, updateMs: updateMs.sort((a, b) => a - b) };
}

/** Times one step, in milliseconds. */
export async function timed<T>(step: () => Promise<T>, note: (ms: number) => void): Promise<T> {
  const began = performance.now();
  const result = await step();
  note(performance.now() - began);
  return result;
}

/** The value below which a share (0 to 1) of ascending values lies; 0 for none. */
export function percentile(ascending: readonly number[], share: number): number {
  const index = Math.min(ascending.length - 1, Math.floor(ascending.length * share));
  return ascending[index] ?? 0;
}

/** The middle value of a few; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

import { SingleBar } from 'cli-progress';

/** The progress of a change of keys over one column. */
export interface RotationProgress {
  /** So many more rows were gone through. */
  advance: (rows: number) => void;
  /** Ends it; a second call does nothing. */
  stop(): void;
}

/** Shows a bar on a terminal, elsewhere a line every 5 seconds, and nothing without a stream or without work. */
export function startRotation(
  stream: NodeJS.WriteStream | null,
  { title, total }: { title: string; total: number },
): RotationProgress {
  if (stream === null || total === 0) return { advance: () => undefined, stop: () => undefined };
  const format = `${title} {bar} {percentage} % | {value}/{total} | encore {eta_formatted}`;
  const bar = new SingleBar({ stream, format, hideCursor: true, noTTYOutput: true, notTTYSchedule: 5_000 });
  bar.start(total, 0);
  let isRunning = true;
  return {
    advance: (rows) => bar.increment(rows),
    stop: () => {
      if (isRunning) bar.stop();
      isRunning = false;
    },
  };
}

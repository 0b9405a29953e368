import { SingleBar } from 'cli-progress';

/** The progress of an import, in bytes of the file. */
export interface ImportProgress {
  /** Shows how many rows were read. */
  update(rows: number): void;
  /** Ends it; a second call does nothing. */
  stop(): void;
}

/** Shows a bar on a terminal, elsewhere a line every 5 seconds, and nothing without a stream. */
export function startProgress(
  stream: NodeJS.WriteStream | null,
  file: { totalBytes: number; bytesRead(): number },
): ImportProgress {
  if (stream === null) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream,
    format: 'Import {bar} {percentage} % | {rows} lignes | encore {eta_formatted}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(file.totalBytes, 0, { rows: 0 });
  let isRunning = true;
  return {
    update: (rows) => bar.update(file.bytesRead(), { rows }),
    stop: () => {
      if (isRunning) bar.stop();
      isRunning = false;
    },
  };
}

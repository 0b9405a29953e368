import type fc from 'fast-check';

type Failed<T> = fc.RunDetails<T>;

/** The shrunk history that failed, as its moves one below the other, and how to play it again. */
export function readableFailure<T extends [unknown, unknown]>(failed: Failed<T>, testFile: string): string {
  const [beginning, commands] = failed.counterexample ?? [];
  const turns = String(commands);
  const replay = /\/\*replayPath="([^"]*)"\*\//.exec(turns)?.[1] ?? '';
  const settings = `MONEY_SEED=${failed.seed} MONEY_PATH=${failed.counterexamplePath ?? ''} MONEY_REPLAY=${replay}`;
  const { message, stack } = asError(failed.errorInstance);
  return [
    `Found after ${failed.numRuns} histories, made shorter ${failed.numShrinks} times.`,
    `Again: ${settings} npm test -- ${testFile}`,
    `Beginning: ${JSON.stringify(beginning)}`,
    `Moves:${turns.replace(/\/\*.*\*\//, '')}`,
    message,
    stack
      ?.split('\n')
      .filter((line) => line.includes('test/money'))
      .join('\n'),
  ].join('\n');
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

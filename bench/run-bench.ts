import { Client, Connection } from '@temporalio/client';
import { exitCodeOf, interrupted } from '../dev/interrupt.ts';
import { type BenchStack, startBenchStack } from './bench-stack.ts';

/** Prints one line. */
export const say = (line: string): void => console.log(line);

/** What a bench measures, on a stack of its own. */
export type Bench = (stack: BenchStack, client: Client) => Promise<void>;

/** Runs one bench on a stack of its own; ends the process, with everything stopped, when it is over, fails or is interrupted. */
export async function runBench(
  bench: Bench,
  settings: Readonly<Record<string, string>> = {},
): Promise<never> {
  const stopWished = interrupted();
  const stack = await startBenchStack(say, settings);
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const finished = bench(stack, new Client({ connection })).then(
    () => 0,
    (error: unknown) => {
      console.error(error);
      return 1;
    },
  );
  const outcome = await Promise.race([finished, stopWished]);
  await connection.close();
  await stack.stop();
  process.exit(typeof outcome === 'string' ? exitCodeOf(outcome) : outcome);
}

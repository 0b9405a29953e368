import { rmSync } from 'node:fs';
import { describeDemo, writeDemoFile } from './demo-file.ts';
import { exitCodeOf, ignoreBrokenOutput, interrupted } from './interrupt.ts';
import { stopLeftovers } from './leftovers.ts';
import { localFiles } from './local-folder.ts';
import { takeLock } from './lock.ts';
import { bilingual, explain } from './problem.ts';
import { Supervisor } from './processes.ts';
import { seedDemo } from './seed.ts';
import { startStack, type StackOptions } from './stack.ts';

const say = (line: string): void => console.log(line);

/**
 * Runs the local stack until Ctrl-C, or until one of its processes ends.
 * @returns the exit code: 0 after a wished-for stop
 */
export async function runStack(
  scripts: Pick<StackOptions, 'workerScript' | 'apiScript'> = {},
): Promise<number> {
  ignoreBrokenOutput();
  const stopWished = interrupted();
  let unlock: () => void;
  try {
    unlock = takeLock(localFiles.lock, process.argv[1] ?? 'start.ts');
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
  const supervisor = new Supervisor({ logFolder: localFiles.logs, recordFile: localFiles.children });
  try {
    const started = start(supervisor, scripts);
    // A start that fails during a shutdown has been asked to: its failure is no news.
    started.catch(() => undefined);
    const signal = await Promise.race([stopWished, supervisor.failure, started.then(() => stopWished)]);
    say(bilingual('Arrêt…', 'Stopping…'));
    return signal === 'SIGINT' ? 0 : exitCodeOf(signal);
  } catch (error) {
    console.error(explain(error));
    return 1;
  } finally {
    await supervisor.stopAll();
    rmSync(localFiles.demo, { force: true });
    unlock();
  }
}

async function start(
  supervisor: Supervisor,
  scripts: Pick<StackOptions, 'workerScript' | 'apiScript'>,
): Promise<void> {
  const begin = performance.now();
  // A script that waits for this file must not read the one of a start that was killed.
  rmSync(localFiles.demo, { force: true });
  for (const name of await stopLeftovers(localFiles.children)) {
    say(bilingual(`Reste d'un arrêt brutal stoppé : ${name}`, `Left by a killed start, stopped: ${name}`));
  }
  say(bilingual('Démarrage de Postgres et de Temporal…', 'Starting Postgres and Temporal…'));
  const stack = await startStack({ supervisor, say, ...scripts });
  const people = await seedDemo({ ...stack, say });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  say(describeDemo(writeDemoFile(stack, people), seconds));
}

/** `npm run bench`: the product beside its floor, in one run, on one server (docs/bench.md says what was measured). */
import type { Client } from '@temporalio/client';
import { dossierWorkflowId } from '../workflows/dossier/contract.ts';
import { parseDossierNumber } from '../domain/dossier/number.ts';
import type { BenchStack } from './bench-stack.ts';
import { createPlayers, type Player } from './cast.ts';
import { floorLifecycle, productLifecycle } from './lifecycles.ts';
import { compareReads } from './compare-reads.ts';
import { compareRounds, type Contender } from './rounds.ts';
import { printReport } from './report.ts';
import { runBench, say } from './run-bench.ts';
import { historyOf, residentMegabytes } from './sizes.ts';

const concurrent = 50;
// A trainee may have five open requests for a training: each slot has a trainee and a training of its own.
const players = concurrent;

async function bench(stack: BenchStack, client: Client): Promise<void> {
  say(`Making ${players} trainees…`);
  const cast = await createPlayers(stack, players);
  let bareId = '';
  let number = '';
  const floor: Contender = floorLifecycle(client, stack.floorQueue, (id) => (bareId = id));
  const product: Contender = productLifecycle(cast, (done) => (number = done));
  const alone = await compareRounds({ floor, product, concurrency: 1, count: 15, say });
  const crowded = await compareRounds({ floor, product, concurrency: concurrent, count: 200, say });
  const reads = await compareReads({ stack, client, player: firstOf(cast), say });
  printReport(say, {
    alone,
    crowded,
    reads,
    histories: {
      floor: await historyOf(client, bareId),
      product: await historyOf(client, dossierWorkflowId(parseDossierNumber(number))),
    },
    workerMegabytes: {
      floor: await residentMegabytes(stack.floorWorker.pid),
      product: await residentMegabytes(stack.productWorker.pid),
    },
  });
}

function firstOf(cast: readonly Player[]): Player {
  const [player] = cast;
  if (player === undefined) throw new Error('The bench has no player');
  return player;
}

await runBench(bench);

import type { Client } from '@temporalio/client';
import getPort from 'get-port';
import type { BenchStack } from './bench-stack.ts';
import type { Player } from './cast.ts';
import { queryBare, startBare } from './lifecycles.ts';
import { median } from './measure.ts';
import { callsPerSecond, readsPerSecond } from './reads.ts';

/** A read of the product beside its floor, both in answers a second. */
export interface ReadComparison {
  floor: number;
  product: number;
  ratio: number;
}

const connections = 10;
const seconds = 4;
const rounds = 3;

/** Measures the list page beside the same SQL in a bare route, and the detail page beside a bare query of a bare workflow. */
export async function compareReads(setup: {
  stack: BenchStack;
  client: Client;
  player: Player;
  say: (line: string) => void;
}): Promise<{ list: ReadComparison; detail: ReadComparison }> {
  const { stack, client, player, say } = setup;
  const { headers } = player.trainee;
  const port = await getPort();
  const bareList = `http://127.0.0.1:${port}/list/${player.traineeId}`;
  await stack.startServer(
    'bare-list',
    'bench/bare-list-server.ts',
    [stack.databaseUrl, String(port)],
    bareList,
  );
  const { number } = await player.trainee.post('/api/dossiers', {
    trainingId: player.trainingId,
    sessionId: player.sessionId,
  });
  const bareId = await startBare(client, stack.floorQueue);

  const load = { connections, seconds };
  const list = await inTurn('List', say, {
    floor: () => readsPerSecond({ url: bareList, ...load }),
    product: () => readsPerSecond({ url: `${stack.baseUrl}/api/dossiers`, headers, ...load }),
  });
  const detail = await inTurn('Detail', say, {
    floor: () => callsPerSecond(() => queryBare(client, bareId), connections, seconds),
    product: () => readsPerSecond({ url: `${stack.baseUrl}/api/dossiers/${number}`, headers, ...load }),
  });
  return { list, detail };
}

/** Reads both sides in turn, some seconds each, after one round that is not counted; says every round. */
export async function inTurn(
  name: string,
  say: (line: string) => void,
  sides: Record<'floor' | 'product', () => Promise<number>>,
): Promise<ReadComparison> {
  await sides.floor();
  await sides.product();
  const pairs: { floor: number; product: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const pair = { floor: await sides.floor(), product: await sides.product() };
    pairs.push(pair);
    const [bare, whole] = [pair.floor.toFixed(0), pair.product.toFixed(0)];
    say(`${name}, round ${round} of ${rounds}: floor ${bare}/s, product ${whole}/s`);
  }
  return {
    floor: median(pairs.map(({ floor }) => floor)),
    product: median(pairs.map(({ product }) => product)),
    ratio: median(pairs.map(({ floor, product }) => product / floor)),
  };
}

/** What a page costs beside the JSON route that says the same: `npm run bench:pages`. */
import { type BenchStack, startBenchStack } from './bench-stack.ts';
import { createPlayers } from './cast.ts';
import { inTurn, type ReadComparison } from './compare-reads.ts';
import { readsPerSecond } from './reads.ts';

const dossiers = 20;
const load = { connections: 10, seconds: 4 };
/** A page may take twice the time of its JSON. */
const target = 0.5;
const say = (line: string): void => console.log(line);

const stack = await startBenchStack(say);
try {
  await comparePages(stack);
} finally {
  await stack.stop();
}

async function comparePages(stack: BenchStack): Promise<void> {
  const [player] = await createPlayers(stack, 1);
  if (player === undefined) throw new Error('The bench has no player');
  const { trainee, trainingId, sessionId } = player;
  let number: string = '';
  for (let made = 0; made < dossiers; made += 1) {
    ({ number } = await trainee.post('/api/dossiers', { trainingId, sessionId }));
  }
  await trainee.post(`/api/dossiers/${number}/submission`, {});
  const compare = async (name: string, json: string, page: string): Promise<void> => {
    const read = (path: string, accept: string) =>
      readsPerSecond({ url: stack.baseUrl + path, headers: { ...trainee.headers, accept }, ...load });
    const sides = {
      floor: () => read(json, 'application/json'),
      product: () => read(page, 'text/html'),
    };
    print(name, await inTurn(name, say, sides));
  };
  await compare('List', '/api/dossiers', '/dossiers');
  await compare('Dossier', `/api/dossiers/${number}`, `/dossiers/${number}`);
}

function print(name: string, { floor, product, ratio }: ReadComparison): void {
  const figures = `JSON ${floor.toFixed(0)}/s, page ${product.toFixed(0)}/s`;
  say(`${name}: ${figures}; the page keeps ${ratio.toFixed(2)} of it (target ${target} or more)`);
}

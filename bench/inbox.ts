/**
 * `node bench/inbox.ts`: times an organisation's list of dossiers, page and counts, with a hundred dossiers and with 133,000, on
 * the servers that `TEST_DATABASE_URL` and `TEST_TEMPORAL_ADDRESS` name.
 */
import { countsByState } from '../api/dossiers/organisation-counts.ts';
import { startApi } from '../test/support/api.ts';
import { aCast, sentDossier } from '../test/support/api-dossiers.ts';
import { aMember } from '../test/support/api-members.ts';
import { addDossiers } from '../test/support/many-dossiers.ts';

const rounds = 15;
for (const count of [100, 133_000]) await measure(count);

async function measure(count: number): Promise<void> {
  const api = await startApi({ worker: true });
  try {
    const cast = await aCast(api);
    const member = await aMember(api, cast.organisation.id, { role: 'agent' });
    await addDossiers(api.db.em, await sentDossier(cast), count);
    const page = async (path: string) => void (await member.client.get(path, { accept: 'text/html' }));
    const counts = async () => void (await countsByState(api.db.em.fork(), cast.organisation.id));
    console.log(`${count} dossiers`);
    await time('counts by state', counts);
    await time('the page', () => page('/organisme'));
    await time('the page, one state', () => page('/organisme?etat=completed'));
    await time('the page, one name', () => page('/organisme?q=Nom99'));
  } finally {
    await api.stop();
  }
}

async function time(name: string, work: () => Promise<void>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  console.log(`  ${name}: ${median.toFixed(1)} ms`);
}

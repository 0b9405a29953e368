import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { addMs } from '../../domain/calendar/paris-time.ts';
import { dossierViewQuery } from '../../workflows/dossier/contract.ts';
import { startWorld, type World } from '../support/dossier-world.ts';
import { expectLedgerToBalance } from '../support/consistency.ts';
import { testStack } from '../support/stack.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Lets nobody in, and throws out who is: what a database that is down looks like from outside. */
async function setReachable(reachable: boolean): Promise<void> {
  const name = new URL(world.database.url).pathname.slice(1);
  const client = new Client({ connectionString: testStack.databaseUrl });
  await client.connect();
  await client.query(`alter database ${name} with allow_connections ${String(reachable)}`);
  if (!reachable)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await client.end();
}

test('a message sent while the database is down waits for it, and is done once it is back', async () => {
  const dossier = await world.open();
  await dossier.send('submit');
  await setReachable(false);
  const accepted = dossier.send('accept');
  // Longer than the local activity may try: the wait goes on as an ordinary activity.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await dossier.handle.query(dossierViewQuery)).toMatchObject({ state: 'requested' });
  await setReachable(true);
  expect(await accepted).toMatchObject({ state: 'to_validate' });

  const { events } = await dossier.handle.fetchHistory();
  expect(events?.some((event) => event.activityTaskCompletedEventAttributes)).toBe(true);
  await dossier.send('validate');
  expect((await dossier.dossier()).state).toBe('validated');
  await expectLedgerToBalance(world.database.db);
});

test('a deadline that passes while the database is down is applied once it is back', async () => {
  const dossier = await world.open();
  await dossier.send('submit');
  const { deadline } = await dossier.dossier();
  if (deadline === null) throw new Error('No deadline runs');
  await setReachable(false);
  const skipped = world.skipTo(addMs(deadline.at, 3_600_000));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await setReachable(true);
  await skipped;
  expect(await dossier.dossier()).toMatchObject({
    state: 'request_cancelled',
    closure: { reason: 'organisation_silent', at: deadline.at },
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { claimMails } from '../../../db/notices/claim-notices.ts';
import { claimMs } from '../../../db/outbox.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { noticeDeliveryId } from '../../../workflows/notices/contract.ts';
import { type Cast, createCast } from '../../support/people.ts';
import { recordDossier } from '../../support/recorded-dossier.ts';
import { type RelayWorld, startRelayWorld, statusesOf } from '../../support/relay-world.ts';

let world: RelayWorld;
let cast: Cast;

beforeAll(async () => {
  world = await startRelayWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  cast = await createCast(world.database.db);
  world.mailbox.clear();
});
afterEach(async () => {
  world.mailbox.weather.clear();
  await world.stopRelays();
});

const open = () => queries(world.database.db.em.fork());

/** The notices that a person's mails tell, in the order in which they came. */
function arrived({ traineeId }: Cast): string[] {
  return world.mailbox
    .mails(`${traineeId}@exemple.test`)
    .map(({ tags }) => tags.find(({ name }) => name === 'notice')?.value ?? '');
}

/** Waits until all are sent. */
async function sent(ids: readonly string[]): Promise<void> {
  await waitFor(async () => expect(new Set(await statusesOf(world, ids))).toEqual(new Set(['sent'])), {
    everyMs: 25,
  });
}

const delivery = (id: string) => world.client.workflow.getHandle(noticeDeliveryId({ notice: id }));

async function rename({ organisationId }: Cast): Promise<void> {
  await sql`update organisations set name = 'Un autre nom' where id = ${organisationId}`.execute(open());
}

/** As when the time has passed. */
async function endClaims(): Promise<void> {
  await sql`update notices set claimed_until = now() - interval '1 second' where claimed_until > now()`.execute(
    open(),
  );
}

test('two relays send what happens to many dossiers once, and to each reader in order', async () => {
  world.relay();
  world.relay();
  const casts = await Promise.all(Array.from({ length: 8 }, () => createCast(world.database.db)));
  const dossiers = await Promise.all(
    casts.map(async (one) => {
      const dossier = await recordDossier(world.database.db, one);
      await dossier.accept(6);
      return dossier;
    }),
  );
  const expected = dossiers.map(({ number }) =>
    [2, 3, 4, 5, 6, 7, 8].map((version) => `${number}-${version}-trainee`),
  );
  await sent(expected.flat());
  expect(casts.map(arrived)).toEqual(expected);
});

describe('what is new', () => {
  test('leaves at once, since Postgres says so: events, and what is planned elsewhere', async () => {
    world.relay({ pollMs: 600_000 });
    const [id = ''] = await world.plan(cast.traineeId);
    await sent([id]);
    const { number } = await recordDossier(world.database.db, cast);
    await sent([`${number}-2-trainee`]);
    await sent(await world.plan(cast.traineeId));
  });

  test('is found by looking when nobody says so', async () => {
    const deaf = new URL(world.database.url);
    deaf.port = '1';
    world.relay({ pollMs: 200, databaseUrl: deaf.href });
    const { number } = await recordDossier(world.database.db, cast);
    await sent([`${number}-2-trainee`]);
  });

  test('while the connection that listens is lost is found as soon as it is there again', async () => {
    world.relay({ pollMs: 600_000 });
    await sent(await world.plan(cast.traineeId));
    await waitFor(async () => {
      const killed = await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen %'`.execute(open());
      expect(killed.rows).toHaveLength(1);
    });
    await sent(await world.plan(cast.traineeId, 3));
  });
});

describe('a relay that dies', () => {
  test('before it sent what it had claimed leaves it to another, some seconds later, in order', async () => {
    const ids = await world.plan(cast.traineeId, 3);
    expect(await claimMails(open(), 10)).toHaveLength(1);
    const begin = Date.now();
    world.relay({ pollMs: 500 });
    world.relay({ pollMs: 500 });
    await sent(ids);
    expect(Date.now() - begin).toBeGreaterThan(claimMs - 2_000);
    expect(arrived(cast)).toEqual(ids);
  }, 60_000);

  test('after it sent a mail, before it noted that, has it sent once, also in other words', async () => {
    const { number } = await recordDossier(world.database.db, cast);
    const id = `${number}-2-trainee`;
    const relay = world.relay({ pollMs: 200 });
    world.mailbox.weather.set({ answerDelayMs: 5_000 });
    await waitFor(() => Promise.resolve(expect(arrived(cast)).toEqual([id])), { everyMs: 25 });
    // Its answer never comes to anybody.
    await sql`update notices set claimed_until = now() - interval '1 second' where id = ${id}`.execute(
      open(),
    );
    world.mailbox.weather.clear();
    await rename(cast);
    world.relay({ pollMs: 200 });
    await sent([id]);
    await relay.stop();
    expect(arrived(cast)).toEqual([id]);
  });
});

test('a relay that is stopped waits for what it is sending, and takes nothing more', async () => {
  const relay = world.relay();
  world.mailbox.weather.set({ answerDelayMs: 1_000 });
  const [first = '', second = ''] = await world.plan(cast.traineeId, 2);
  await waitFor(() => Promise.resolve(expect(arrived(cast)).toEqual([first])), { everyMs: 10 });
  await relay.stop();
  expect(await statusesOf(world, [first, second])).toEqual(['sent', 'planned']);
});

describe('a mail that does not leave at the first try', () => {
  test('gets a workflow, and what follows waits behind it, unlike others’ mails', async () => {
    world.relay();
    world.mailbox.weather.set({ service: 'unavailable' });
    const [first = '', second = ''] = await world.plan(cast.traineeId, 2);
    await waitFor(() => delivery(first).describe());
    world.mailbox.weather.clear();
    const other = await createCast(world.database.db);
    await sent(await world.plan(other.traineeId));
    await delivery(first).result();
    await sent([first, second]);
    expect(arrived(cast)).toEqual([first, second]);
    await expect(delivery(second).describe()).rejects.toThrow(WorkflowNotFoundError);
  });

  test('has the same key there, so that one whose answer was lost is not sent again, in other words either', async () => {
    world.relay();
    world.mailbox.weather.set({ failAfterAccepting: 2 });
    const { number } = await recordDossier(world.database.db, cast);
    const id = `${number}-2-trainee`;
    await waitFor(() => delivery(id).describe(), { everyMs: 10 });
    await rename(cast);
    await delivery(id).result();
    await sent([id]);
    expect(arrived(cast)).toEqual([id]);
    expect(world.mailbox.mails()[0]?.idempotencyKey).toBe(`notice/${id}`);
  });

  test('since it cannot be read holds up nobody else', async () => {
    world.relay();
    const { number } = await recordDossier(world.database.db, cast);
    await sent([`${number}-2-trainee`]);
    const broken = JSON.stringify({ by: 'organisation', reasonId: 'nonsense' });
    await sql`update dossiers set snapshot = jsonb_set(snapshot, '{closure}', ${broken}::jsonb) where number = ${number}`.execute(
      open(),
    );
    await sql`update notices set status = 'planned', claimed_until = null
      where id = ${`${number}-2-trainee`}`.execute(open());
    const other = await createCast(world.database.db);
    await sent(await world.plan(other.traineeId));
    const stuck = delivery(`${number}-2-trainee`);
    await waitFor(() => stuck.describe());
    await stuck.terminate('a test');
  });

  test('is taken up by a relay when its workflow was ended by hand', async () => {
    world.relay({ pollMs: 200 });
    world.mailbox.weather.set({ service: 'unavailable' });
    const [id = ''] = await world.plan(cast.traineeId);
    await waitFor(() => delivery(id).describe());
    await delivery(id).terminate('by hand');
    world.mailbox.weather.clear();
    await waitFor(async () => {
      await endClaims();
      expect(await statusesOf(world, [id])).toEqual(['sent']);
    });
    expect(arrived(cast)).toEqual([id]);
  });
});

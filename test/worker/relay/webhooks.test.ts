import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { planTest } from '../../../db/webhooks/delivery-log.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { createCast } from '../../support/people.ts';
import { startReceiver } from '../../support/receiver.ts';
import { recordDossier } from '../../support/recorded-dossier.ts';
import { type RelayWorld, startRelayWorld, statusesOf } from '../../support/relay-world.ts';

let world: RelayWorld;
beforeAll(async () => {
  world = await startRelayWorld();
});
afterAll(() => world.stop());
afterEach(() => world.stopRelays());

test('an endpoint that hangs takes its own slots, and holds up neither others nor mails', async () => {
  const [hanging, healthy] = [await startReceiver(), await startReceiver()];
  hanging.answer = 'hang';
  const [theirs, ours] = [await createCast(world.database.db), await createCast(world.database.db)];
  const stuck = await world.endpoint(theirs.organisationId, hanging.url);
  await world.endpoint(ours.organisationId, healthy.url);
  for (let one = 0; one < 300; one += 1) await planTest(world.database.db.em.fork(), stuck);
  world.relay();
  await hanging.got(4);
  const { number } = await recordDossier(world.database.db, ours);
  await healthy.got(1);
  await waitFor(async () => expect(await statusesOf(world, [`${number}-2-trainee`])).toEqual(['sent']));
  // The first answers are still awaited: nothing of theirs was over before.
  expect([hanging.received.length, hanging.pending]).toEqual([4, 4]);
  await Promise.all([hanging.stop(), healthy.stop()]);
});

test('two relays tell an endpoint of each version of many dossiers once, in order', async () => {
  const receiver = await startReceiver();
  const casts = await Promise.all(Array.from({ length: 6 }, () => createCast(world.database.db)));
  for (const { organisationId } of casts) await world.endpoint(organisationId, receiver.url);
  world.relay();
  world.relay();
  const dossiers = await Promise.all(
    casts.map(async (cast) => {
      const dossier = await recordDossier(world.database.db, cast);
      await dossier.accept(5);
      return dossier;
    }),
  );
  await receiver.got(6 * dossiers.length);
  for (const { number } of dossiers) {
    const told = receiver.received.map(({ json }) => json.data).filter((data) => data.number === number);
    expect(told.map(({ version }) => version)).toEqual([2, 3, 4, 5, 6, 7]);
  }
  await receiver.stop();
});

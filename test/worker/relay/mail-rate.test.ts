import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { waitFor } from '../../../dev/wait-for.ts';
import { createCast } from '../../support/people.ts';
import { type RelayWorld, startRelayWorld, statusesOf } from '../../support/relay-world.ts';

const perSecond = 5;
let world: RelayWorld;
beforeAll(async () => {
  world = await startRelayWorld();
});
afterAll(() => world.stop());

test('all relays together send no faster than mails may leave', async () => {
  for (let relay = 0; relay < 3; relay += 1) world.relay({ perSecond, pollMs: 1_000 });
  const readers = await Promise.all(Array.from({ length: 15 }, () => createCast(world.database.db)));
  const ids = (await Promise.all(readers.map(({ traineeId }) => world.plan(traineeId)))).flat();
  await waitFor(async () => expect(new Set(await statusesOf(world, ids))).toEqual(new Set(['sent'])));
  const times = world.mailbox
    .mails()
    .map(({ createdAt }) => Date.parse(createdAt))
    .sort((a, b) => a - b);
  expect(times).toHaveLength(ids.length);
  // A little less than a second: a mail may be on its way a moment longer than the one before.
  const fastest = times.slice(perSecond).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...fastest)).toBeGreaterThan(900 - 200);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(((ids.length - 1) * 1000) / perSecond - 300);
});

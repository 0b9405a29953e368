import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addMs } from '../../domain/calendar/paris-time.ts';
import { searchAttributes } from '../../workflows/dossier/search-attributes.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function found(of: TestDossier) {
  await of.dossier();
  const { typedSearchAttributes } = await of.handle.describe();
  return {
    state: typedSearchAttributes.get(searchAttributes.state),
    deadline: typedSearchAttributes.get(searchAttributes.deadline)?.toISOString() ?? null,
  };
}

test('operators find the first message of a burst at once, and the last a minute later', async () => {
  const dossier = await world.open();
  await dossier.send('submit');
  const requested = await dossier.dossier();
  await dossier.send('accept');
  const first = { state: 'requested', deadline: requested.deadline?.at };
  expect(await found(dossier)).toEqual(first);
  await world.skipTo(addMs(await world.now(), 70_000));
  const { state, deadline } = await dossier.dossier();
  expect(state).toBe('to_validate');
  expect(await found(dossier)).toEqual({ state, deadline: deadline?.at });
});

test('what has ended is found as it ended, and costs no write for what was between', async () => {
  const dossier = await world.open();
  for (const type of ['submit', 'accept', 'validate', 'cancel'] as const) await dossier.send(type);
  await dossier.handle.result();
  expect(await found(dossier)).toEqual({ state: 'cancelled', deadline: null });
  const { events = [] } = await dossier.handle.fetchHistory();
  expect(events?.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)).toHaveLength(2);
});

test('what needs people is found at once', async () => {
  const dossier = await world.open();
  for (const type of ['submit', 'accept', 'validate'] as const) await dossier.send(type);
  const startsOn = (await dossier.dossier()).session?.startsOn;
  await world.skipTo(addMs(`${startsOn}T10:00:00.000Z` as never, 0));
  await dossier.send('declare_entry', { enteredOn: await world.today() });
  await dossier.send('contest', { about: 'entry', reasonId: null });
  await dossier.dossier();
  const { typedSearchAttributes } = await dossier.handle.describe();
  expect(typedSearchAttributes.get(searchAttributes.contest)).toBe('entry');
});

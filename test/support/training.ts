import { instant } from '../../domain/calendar/paris-time.ts';
import type { TestDossier, World } from './dossier-world.ts';

/** Skips to the first day of a dossier's session and declares the entry, as an organisation does. */
export async function declareEntry(world: World, dossier: TestDossier) {
  const { startsOn } = await sessionOf(dossier);
  await world.skipTo(noonOf(startsOn));
  return await dossier.send('declare_entry', { enteredOn: startsOn });
}

/** Skips to the last day of a dossier's session and declares the end, all of it attended. */
export async function declareEnd(world: World, dossier: TestDossier) {
  const { endsOn } = await sessionOf(dossier);
  await world.skipTo(noonOf(endsOn));
  return await dossier.send('declare_end', { endedOn: endsOn });
}

async function sessionOf(dossier: TestDossier) {
  const { session } = await dossier.dossier();
  if (session === null) throw new Error('The dossier has no session');
  return session;
}

/** Noon in Paris, or one in the afternoon: the same day in UTC. */
function noonOf(day: string) {
  return instant(`${day}T11:00:00.000Z`);
}

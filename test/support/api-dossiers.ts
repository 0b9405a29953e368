import { randomUUID } from 'node:crypto';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import type { TestApi } from './api.ts';
import { type ApiClient, loggedIn, withKey } from './api-client.ts';
import type { Json } from './api-document.ts';
import { untilAnswered } from './persistent-client.ts';
import {
  anOrganisation,
  aSession,
  aTrainee,
  aTraining,
  type TestOrganisation,
  type TestTrainee,
} from './api-people.ts';

/** A trainee and an organisation with a session to sell, both signed in. */
export interface ApiCast {
  trainee: TestTrainee;
  organisation: TestOrganisation;
  trainingId: string;
  sessionId: string;
  asTrainee: ApiClient;
  asOrganisation: ApiClient;
}

/** Creates the people of a dossier. */
export async function aCast(
  api: TestApi,
  { balanceCents, ...session }: { balanceCents?: number } & Parameters<typeof aSession>[2] = {},
): Promise<ApiCast> {
  const organisation = await anOrganisation(api);
  const trainingId = await aTraining(api, organisation.id);
  const sessionId = await aSession(api, trainingId, session);
  const trainee = await aTrainee(api, balanceCents === undefined ? {} : { balanceCents });
  return {
    trainee,
    organisation,
    trainingId,
    sessionId,
    asTrainee: await loggedIn(api, trainee),
    asOrganisation: withKey(api, organisation.key),
  };
}

/** Opens a draft over HTTP; gives its view. */
export async function draftOf({ asTrainee, trainingId, sessionId }: ApiCast): Promise<Json> {
  const answer = await untilAnswered(asTrainee, '/api/dossiers', { trainingId, sessionId }, randomUUID());
  if (answer.status !== 201) throw new Error(`draft: ${answer.status} ${answer.text}`);
  return answer.json;
}

/** Opens a draft and sends it; gives its number. */
export async function sentDossier(cast: ApiCast): Promise<string> {
  const { number } = await draftOf(cast);
  await expected(200, untilAnswered(cast.asTrainee, `/api/dossiers/${number}/submission`, {}, randomUUID()));
  return number;
}

/** Brings a dossier to « A valider »; gives its number. */
export async function acceptedDossier(cast: ApiCast): Promise<string> {
  const number = await sentDossier(cast);
  await expected(
    200,
    untilAnswered(
      cast.asOrganisation,
      `/api/organisation/dossiers/${number}/reply`,
      { decision: 'accept' },
      randomUUID(),
    ),
  );
  return number;
}

/** Brings a dossier to « Validé »; gives its number. */
export async function validatedDossier(cast: ApiCast): Promise<string> {
  const number = await acceptedDossier(cast);
  await expected(200, validation(cast, number));
  return number;
}

/** Validates with the amounts that the dossier shows. */
export async function validation({ asTrainee }: ApiCast, number: string) {
  const { json } = await asTrainee.get(`/api/dossiers/${number}`);
  const { rightsCents, remainderCents } = json.amounts;
  const { termsVersion } = json;
  return await asTrainee.post(`/api/dossiers/${number}/validation`, {
    rightsConsent: true,
    rightsCents,
    remainderCents,
    termsVersion,
  });
}

/**
 * A session that begins and ends today, for a training that is entered and ended at once. An API whose sessions may begin at
 * once has `POLICY_VERSION: fromToday`.
 */
export function sessionToday(): { startsOn: CalendarDay; endsOn: CalendarDay } {
  const today = parisDay(instant(Date.now()));
  return { startsOn: today, endsOn: today };
}

/** The version of the rules in which a session may start on the day on which it is asked for. */
export const fromToday: PolicyVersion = '2026-01-from-today';

/** Brings a dossier of a session of today to « En formation »; gives its number. */
export async function enteredDossier(cast: ApiCast): Promise<string> {
  const number = await validatedDossier(cast);
  const enteredOn = sessionToday().startsOn;
  await expected(200, cast.asOrganisation.post(`/api/organisation/dossiers/${number}/entry`, { enteredOn }));
  return number;
}

/** Throws unless the answer has this status. */
export async function expected(status: number, sent: ReturnType<ApiClient['post']>): Promise<void> {
  const answer = await sent;
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
}

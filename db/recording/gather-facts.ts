import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import type { HolidayRegion } from '../../domain/calendar/holidays.ts';
import type { Account } from '../../domain/dossier/amounts.ts';
import type { Dossier, SessionSnapshot, TrainingSnapshot } from '../../domain/dossier/dossier.ts';
import type { CatalogueFacts, Facts } from '../../domain/dossier/facts.ts';
import type { DossierMessage, MessageOf } from '../../domain/dossier/messages.ts';
import { openRequestStates } from '../../domain/dossier/states.ts';
import { type Cents, cents } from '../../domain/money.ts';
import type { Queries } from '../database.ts';
import { proofIdsFor } from '../documents/read-documents.ts';

/** Whether the rules need more than the dossier itself: what it is must stay so until the message is recorded. */
export function looksOutside(message: DossierMessage): boolean {
  return message.type === 'submit' || message.type === 'validate' || needsProofs(message);
}

/** Whether files of the dossier count, which somebody may delete or refuse meanwhile: whoever does holds the dossier. */
export function needsProofs(message: DossierMessage): message is MessageOf<'cancel'> {
  return message.type === 'cancel' && message.reason !== null;
}

/** Gathers what the rules need to know beside the dossier, and locks it until the transaction ends. */
export async function gatherFacts(
  queries: Queries,
  dossier: Dossier,
  message: DossierMessage,
): Promise<Facts> {
  switch (message.type) {
    case 'amend_draft':
      return { catalogue: await catalogueFacts(queries, dossier.training.id, message.sessionId) };
    case 'submit':
      // One submission of a trainee at a time: two at once must not both be the fifth open request.
      await sql`select from trainees where id = ${dossier.traineeId} for no key update`.execute(queries);
      return { catalogue: await submissionFacts(queries, dossier) };
    case 'validate':
      return { account: await lockAccount(queries, dossier.traineeId) };
    case 'cancel':
      // Whoever deletes or refuses a proof holds the dossier too: what counts here still counts when this is recorded.
      return message.reason === null
        ? {}
        : { proofIds: await proofIdsFor(queries, dossier.number, message.reason) };
    default:
      return {};
  }
}

/** What the catalogue offers now under these ids; a closed session is not offered. */
export async function catalogueFacts(
  queries: Queries,
  trainingId: string,
  sessionId: string | null,
): Promise<CatalogueFacts> {
  return await readFacts(queries, { trainingId, sessionId, openRequests: sql`0` });
}

/** What the catalogue offers now to a draft, and how many other requests of its trainee for that training are open. */
export async function submissionFacts(
  queries: Queries,
  { number, traineeId, training, session }: Dossier,
): Promise<CatalogueFacts> {
  const openRequests = sql<number>`(
    select count(*)::integer from dossiers
    where trainee_id = ${traineeId} and training_id = ${training.id}
      and number <> ${number} and state in (${sql.join(openRequestStates)}))`;
  return await readFacts(queries, { trainingId: training.id, sessionId: session?.id ?? null, openRequests });
}

async function readFacts(
  queries: Queries,
  asked: { trainingId: string; sessionId: string | null; openRequests: RawBuilder<number> },
): Promise<CatalogueFacts> {
  const { trainingId, sessionId, openRequests } = asked;
  const { rows } = await sql<CatalogueRow>`
    select training.id, training.title, training.hours_mean as hours, training.organisation_id as "organisationId",
      session.id as "sessionId", session.starts_on::text as "startsOn", session.ends_on::text as "endsOn",
      session.price_cents as "priceCents", session.hours as "sessionHours", session.place, session.remote,
      session.has_prerequisites as "hasPrerequisites", session.region, ${openRequests} as "openRequests"
    from trainings training
    left join training_sessions session
      on session.training_id = training.id and session.id = ${sessionId} and session.status = 'open'
    where training.id = ${trainingId}`.execute(queries);
  const row = rows[0];
  if (row === undefined) return { training: null, session: null, openRequests: 0 };
  return { training: trainingOf(row), session: sessionOf(row), openRequests: row.openRequests };
}

async function lockAccount(queries: Queries, traineeId: string): Promise<Account> {
  const { rows } = await sql<{ balance: number; jobSeeker: boolean }>`
    select account.available_cents as balance, trainee.job_seeker as "jobSeeker"
    from rights_accounts account join trainees trainee on trainee.id = account.trainee_id
    where account.trainee_id = ${traineeId} for update of account`.execute(queries);
  // Without an account there are no rights, and so nothing that two validations could both take.
  return { balanceCents: cents(rows[0]?.balance ?? 0), jobSeeker: rows[0]?.jobSeeker ?? false };
}

interface CatalogueRow {
  id: string;
  title: string;
  hours: number | null;
  sessionId: string | null;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  priceCents: Cents;
  sessionHours: number | null;
  place: string;
  remote: boolean;
  hasPrerequisites: boolean;
  region: HolidayRegion;
  openRequests: number;
}

function trainingOf({ id, title, hours }: CatalogueRow): TrainingSnapshot {
  return { id, title, hours };
}

function sessionOf(row: CatalogueRow): SessionSnapshot | null {
  const { sessionId, startsOn, endsOn, place, remote, sessionHours, priceCents, hasPrerequisites, region } =
    row;
  if (sessionId === null) return null;
  return {
    id: sessionId,
    startsOn,
    endsOn,
    place,
    remote,
    hours: sessionHours,
    priceCents,
    hasPrerequisites,
    region,
  };
}

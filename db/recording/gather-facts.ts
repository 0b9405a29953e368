import { sql } from 'kysely';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import type { HolidayRegion } from '../../domain/calendar/holidays.ts';
import type { Account } from '../../domain/dossier/amounts.ts';
import type { Dossier, SessionSnapshot, TrainingSnapshot } from '../../domain/dossier/dossier.ts';
import type { CatalogueFacts, Facts } from '../../domain/dossier/facts.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { openRequestStates } from '../../domain/dossier/states.ts';
import { type Cents, cents } from '../../domain/money.ts';
import type { Queries } from '../database.ts';
import { proofIdsFor } from '../documents/read-documents.ts';

/** Whether the rules need more than the dossier itself, and so a transaction that holds it still. */
export function looksOutside(message: DossierMessage): boolean {
  switch (message.type) {
    case 'amend_draft':
    case 'submit':
    case 'validate':
      return true;
    case 'cancel':
      return message.reason !== null;
    default:
      return false;
  }
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
  const { rows } = await sql<CatalogueRow>`
    select training.id, training.title, training.hours_mean as hours, training.organisation_id as "organisationId",
      session.id as "sessionId", session.starts_on::text as "startsOn", session.ends_on::text as "endsOn",
      session.price_cents as "priceCents", session.hours as "sessionHours", session.place, session.remote,
      session.has_prerequisites as "hasPrerequisites", session.region
    from trainings training
    left join training_sessions session
      on session.training_id = training.id and session.id = ${sessionId} and session.status = 'open'
    where training.id = ${trainingId}`.execute(queries);
  const row = rows[0];
  if (row === undefined) return { training: null, session: null, openRequests: 0 };
  return { training: trainingOf(row), session: sessionOf(row), openRequests: 0 };
}

async function submissionFacts(queries: Queries, dossier: Dossier): Promise<CatalogueFacts> {
  // One submission of a trainee at a time: two at once must not both be the fifth open request.
  await sql`select from trainees where id = ${dossier.traineeId} for no key update`.execute(queries);
  const facts = await catalogueFacts(queries, dossier.training.id, dossier.session?.id ?? null);
  return { ...facts, openRequests: await openRequestsOf(queries, dossier) };
}

/** Counts the trainee's other requests for the same training that are still open. */
export async function openRequestsOf(
  queries: Queries,
  { number, traineeId, training }: Dossier,
): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::integer as open from dossiers
    where trainee_id = ${traineeId} and training_id = ${training.id}
      and number <> ${number} and state in (${sql.join(openRequestStates)})`.execute(queries);
  return rows[0]?.open ?? 0;
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

import { queries as queriesOf, type Queries } from '../../db/database.ts';
import {
  eventsOfDossier,
  missedVersions,
  nameOfTrainee,
  readerOf,
  type Reader,
} from '../../db/notices/read-notice.ts';
import { whyNotTold } from '../../db/notices/told-message.ts';
import type { PlannedNotice } from '../../db/notices/settle-notice.ts';
import { instant, type Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { accountNoticeKinds, type AccountNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { AddressedMail, Mail } from '../mail/mail.ts';
import { accountMail } from '../mail/templates/account-notice.ts';
import { dossierMail } from '../mail/templates/dossier-notice.ts';
import { asOfEvent, outdated } from './decide.ts';
import type { NoticeDependencies } from './dependencies.ts';

/** What is to be done about a notice. */
export type Composed =
  | { do: 'send'; mail: AddressedMail }
  | { do: 'supersede'; reason: string }
  | { do: 'refuse'; reason: string };

/** The workflow has not reached the event yet, or never adopts it: asked again later. */
export class NotStandingError extends Error {
  override readonly name = 'NotStandingError';
}

/** Writes the mail of a notice as of now, or finds that it must not leave. Throws a `NotStandingError` before it may. */
export async function compose(
  deps: Pick<NoticeDependencies, 'db' | 'baseUrl' | 'readDossier'>,
  notice: PlannedNotice,
  now: Instant,
): Promise<Composed> {
  const queries = queriesOf(deps.db.em.fork());
  const reader = await readerOf(queries, notice.audience, notice.recipientId);
  if (reader === null) return { do: 'supersede', reason: 'reader_gone' };
  const written = isAboutAccount(notice)
    ? accountMail({ ...ofAccount(notice), language: reader.language, baseUrl: deps.baseUrl })
    : await writeDossierMail(deps, { queries, notice, reader, now });
  if ('reason' in written) return { do: 'supersede', reason: written.reason };
  if (reader.email === null) return { do: 'refuse', reason: 'no_address' };
  return { do: 'send', mail: { ...written, to: reader.email, tags: { notice: notice.id } } };
}

async function writeDossierMail(
  deps: Pick<NoticeDependencies, 'baseUrl' | 'readDossier'>,
  { queries, notice, reader, now }: { queries: Queries; notice: PlannedNotice; reader: Reader; now: Instant },
): Promise<Mail | { reason: string }> {
  const { audience, kind, dossierNumber: number, dossierVersion: version, messageId } = notice;
  if (number === null || version === null) return { reason: 'dossier_gone' };
  // The workflow first: what its history does not hold may still be undone (docs/decisions/0004).
  const dossier = await deps.readDossier(number);
  if (dossier === null) return { reason: 'dossier_gone' };
  if (kind === 'message') return await writeMessageMail(deps, { queries, notice, reader, now, dossier });
  if (dossier.version < version) throw new NotStandingError(`dossier ${number} is before version ${version}`);
  const events = await eventsOfDossier(queries, number);
  const event = events.find((one) => one.version === version && one.messageId === messageId);
  const later = events.filter((one) => one.version > version);
  const reason = outdated({ event, later, audience, dossier, now });
  if (reason !== null || event === undefined) return { reason: reason ?? 'event_undone' };
  const due = await readDue(queries, { dossier, notice, version });
  return dossierMail({
    ...due,
    kind: notice.kind as Exclude<PlannedNotice['kind'], AccountNoticeKind>,
    audience,
    language: reader.language,
    dossier: asOfEvent(dossier, event),
    details: event.details,
    earlierDeadline: events.findLast((one) => one.version < version)?.deadline ?? null,
    now,
    baseUrl: deps.baseUrl,
    missed: events
      .filter((one) => due.missedVersions.includes(one.version))
      .map(({ at, toState }) => ({ at, state: toState })),
  });
}

/** A message is told of as long as nobody read it, and only the last of several. */
async function writeMessageMail(
  { baseUrl }: Pick<NoticeDependencies, 'baseUrl'>,
  {
    queries,
    notice,
    reader,
    now,
    dossier,
  }: { queries: Queries; notice: PlannedNotice; reader: Reader; now: Instant; dossier: Dossier },
): Promise<Mail | { reason: string }> {
  const reason = await whyNotTold(queries, notice);
  if (reason !== null) return { reason };
  const { audience } = notice;
  return dossierMail({
    ...{ kind: 'message', audience, dossier, now, baseUrl, language: reader.language },
    ...{ details: {}, earlierDeadline: null, missed: [] },
    traineeName: audience === 'organisation' ? await nameOfTrainee(queries, dossier.traineeId) : null,
  });
}

async function readDue(
  queries: Queries,
  { dossier, notice, version }: { dossier: Dossier; notice: PlannedNotice; version: number },
) {
  const isForOrganisation = notice.audience === 'organisation';
  return {
    traineeName: isForOrganisation ? await nameOfTrainee(queries, dossier.traineeId) : null,
    missedVersions: await missedVersions(queries, `${dossier.number}-${notice.audience}`, version),
  };
}

function isAboutAccount({ kind }: PlannedNotice): boolean {
  return accountNoticeKinds.some((known) => known === kind);
}

function ofAccount({ kind, eventAtMs }: PlannedNotice) {
  return { kind: kind as AccountNoticeKind, at: instant(eventAtMs) };
}

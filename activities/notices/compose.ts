import { queries as queriesOf, type Queries } from '../../db/database.ts';
import { missedVersions, readerOf, type Reader } from '../../db/notices/read-notice.ts';
import type { PlannedNotice } from '../../db/notices/settle-notice.ts';
import { instant, type Instant } from '../../domain/calendar/paris-time.ts';
import { accountNoticeKinds, type AccountNoticeKind } from '../../domain/notices/notice-kinds.ts';
import { isOptional } from '../../domain/notices/preferences.ts';
import type { AddressedMail, Mail } from '../mail/mail.ts';
import { accountMail } from '../mail/templates/account-notice.ts';
import { dossierMail } from '../mail/templates/dossier-notice.ts';
import type { NoticeContext } from '../mail/templates/notice-context.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { contextOf, type ContextDependencies, type Written } from './notice-context.ts';

/** Why a notice is refused to a reader who gave no address. */
export const noAddress = 'no_address';

/** What is to be done about a notice. */
export type Composed =
  | { do: 'send'; mail: AddressedMail }
  | { do: 'supersede'; reason: string }
  | { do: 'refuse'; reason: string };

type ComposeDependencies = ContextDependencies & Pick<NoticeDependencies, 'db' | 'unsubscribe'>;

/** Writes the mail of a notice as of now, or finds that it must not leave. Throws a `NotStandingError` before it may. */
export async function compose(
  deps: ComposeDependencies,
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
  if (reader.email === null) return { do: 'refuse', reason: noAddress };
  return { do: 'send', mail: { ...written, to: reader.email, tags: { notice: notice.id } } };
}

async function writeDossierMail(
  deps: ComposeDependencies,
  written: { queries: Queries; notice: PlannedNotice; reader: Reader; now: Instant },
): Promise<Mail | { reason: string }> {
  const found = await contextOf(deps, { ...written, lastOnly: false });
  if ('reason' in found) return found;
  const { notice, queries } = written;
  return dossierMail({
    ...found.context,
    unsubscribeUrl: unsubscribeUrlOf(deps, notice),
    missed: await missedOf(queries, found, notice),
  });
}

async function missedOf(
  queries: Queries,
  { events }: Written,
  { dossierNumber, dossierVersion, audience, kind }: PlannedNotice,
): Promise<NoticeContext['missed']> {
  if (kind === 'message' || dossierNumber === null) return [];
  const versions = await missedVersions(queries, { number: dossierNumber, audience }, dossierVersion ?? 0);
  return events
    .filter(({ version }) => versions.includes(version))
    .map(({ at, toState }) => ({ at, state: toState }));
}

function unsubscribeUrlOf(
  { baseUrl, unsubscribe }: ComposeDependencies,
  { audience, recipientId, kind }: PlannedNotice,
): string | null {
  if (!isOptional(audience, kind)) return null;
  return `${baseUrl}/api/unsubscribe/${unsubscribe.make({ audience, id: recipientId, kind })}`;
}

function isAboutAccount({ kind }: PlannedNotice): boolean {
  return accountNoticeKinds.some((known) => known === kind);
}

function ofAccount({ kind, eventAtMs }: PlannedNotice) {
  return { kind: kind as AccountNoticeKind, at: instant(eventAtMs) };
}

import type { NoticeFacts } from '../../db/notices/notice-facts.ts';
import type { PlannedNotice } from '../../db/notices/settle-notice.ts';
import { instant, type Instant } from '../../domain/calendar/paris-time.ts';
import { accountNoticeKinds, type AccountNoticeKind } from '../../domain/notices/notice-kinds.ts';
import { isOptional } from '../../domain/notices/preferences.ts';
import type { AddressedMail, Mail } from '../mail/mail.ts';
import { accountMail } from '../mail/templates/account-notice.ts';
import { dossierMail } from '../mail/templates/dossier-notice.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { contextOf } from './notice-context.ts';

/** Why a notice is refused to a reader who gave no address. */
export const noAddress = 'no_address';

/** What is to be done about a notice. */
export type Composed =
  | { do: 'send'; mail: AddressedMail }
  | { do: 'supersede'; reason: string }
  | { do: 'refuse'; reason: string };

type ComposeDependencies = Pick<NoticeDependencies, 'baseUrl' | 'unsubscribe'>;

/** Writes the mail of a notice as of now, or finds that it must not leave. */
export function compose(
  deps: ComposeDependencies,
  notice: PlannedNotice,
  facts: NoticeFacts,
  now: Instant,
): Composed {
  const { reader } = facts;
  if (reader === null) return { do: 'supersede', reason: 'reader_gone' };
  const written = isAboutAccount(notice)
    ? accountMail({ ...ofAccount(notice), language: reader.language, baseUrl: deps.baseUrl })
    : writeDossierMail(deps, notice, facts, now);
  if ('reason' in written) return { do: 'supersede', reason: written.reason };
  if (reader.email === null) return { do: 'refuse', reason: noAddress };
  return { do: 'send', mail: { ...written, to: reader.email, tags: { notice: notice.id } } };
}

function writeDossierMail(
  deps: ComposeDependencies,
  notice: PlannedNotice,
  facts: NoticeFacts,
  now: Instant,
): Mail | { reason: string } {
  const context = contextOf({ notice, facts, now, lastOnly: false, baseUrl: deps.baseUrl });
  if ('reason' in context) return context;
  return dossierMail({ ...context, unsubscribeUrl: unsubscribeUrlOf(deps, notice) });
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

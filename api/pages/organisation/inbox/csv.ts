import type { EntityManager } from '@mikro-orm/postgresql';
import { type Instant, parisDay, parisTimeOfDay } from '../../../../domain/calendar/paris-time.ts';
import {
  dossiersOfOrganisation,
  type OrganisationItem,
  type OrganisationListRequest,
} from '../../../dossiers/organisation-list.ts';
import type { PageContext } from '../../context.ts';

/** What one file holds at most: more would take longer than a request may. */
export const mostRows = 5_000;
const rowsAtATime = 100;

/**
 * Writes an organisation's dossiers as CSV, as spreadsheets in French read it: UTF-8 with a mark, `;`, days and times of Paris,
 * prices in euros.
 */
export async function dossiersCsv(
  em: EntityManager,
  context: PageContext,
  request: Omit<OrganisationListRequest, 'page' | 'limit'>,
): Promise<string> {
  const { columns } = context.texts.organisation.csv;
  const lines = [columns.map(csvCell).join(';')];
  let page: string | undefined;
  do {
    const found = await dossiersOfOrganisation(em, { ...request, page, limit: rowsAtATime });
    lines.push(...found.items.map((item) => cellsOf(context, item).map(csvCell).join(';')));
    page = found.nextPage ?? undefined;
  } while (page !== undefined && lines.length <= mostRows);
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellsOf(context: PageContext, item: OrganisationItem): string[] {
  const { wording, texts } = context;
  const { session, deadline, priceCents, place, sentAt } = item;
  return [
    item.number,
    wording.labels[item.state],
    item.trainee.name,
    item.training.title,
    localDay(session.startsOn),
    localDay(session.endsOn),
    place ?? texts.organisation.csv.remote,
    priceCents === null ? '' : context.number(priceCents / 100),
    localTime(sentAt),
    localTime(deadline?.at ?? null),
    String(item.unreadMessages),
  ];
}

/** « 04/03/2027 » */
function localDay(day: string | null): string {
  return day === null ? '' : day.split('-').reverse().join('/');
}

/** « 04/03/2027 23:59 », in Paris. */
function localTime(at: Instant | null): string {
  if (at === null) return '';
  const { hour, minute } = parisTimeOfDay(at);
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  return `${localDay(parisDay(at))} ${time}`;
}

/** Quotes a cell; one that a spreadsheet would take for a formula is made text by an apostrophe. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

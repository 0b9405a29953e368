import type { EntityManager } from '@mikro-orm/postgresql';
import { dossiersOfOrganisation, type DossierItem, type ListRequest } from '../../../dossiers/list.ts';
import type { OrganisationCaller } from '../../../http/caller.ts';
import type { PageContext } from '../../context.ts';

/** What one file holds at most: more would take longer than a request may. */
const mostRows = 5_000;
const rowsAtATime = 100;

/** Writes an organisation's dossiers as CSV, in UTF-8 with a mark and `;`, as spreadsheets in French read it. */
export async function dossiersCsv(
  em: EntityManager,
  context: PageContext,
  request: Omit<ListRequest<OrganisationCaller>, 'page' | 'limit'>,
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

function cellsOf(
  { wording }: PageContext,
  { number, state, training, session, deadline }: DossierItem,
): string[] {
  const { startsOn, endsOn } = session;
  return [number, wording.labels[state], training.title, startsOn ?? '', endsOn ?? '', deadline?.at ?? ''];
}

/** Quotes a cell; one that a spreadsheet would take for a formula is made text by an apostrophe. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

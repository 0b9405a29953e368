import { type ExportState, exportsOf } from '../../../db/personal-data/exports.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { beginExport, fetchExport } from '../../account/exports.ts';
import { route } from '../../http/route.ts';
import { exportFileQuery } from '../../schemas/personal-data.ts';
import { idParams } from '../../schemas/parts.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';
import { type AccountFormPage, accountPath, doneAt, formRoutes } from './form-routes.ts';

const path = `${accountPath}/donnees`;

interface ExportsView {
  t: Texts['account']['data'];
  exports: { text: string; files: { href: string; label: string }[] }[];
}

const exportList = template<ExportsView>('account/exports');

const asking: AccountFormPage = {
  path,
  summary: 'Copies of my data',
  build: async (exchange) => {
    const context = contextOf(exchange.req);
    const { account } = context.texts;
    const { data: t, closing } = account;
    const known = await exportsOf(exchange.em, exchange.caller.id);
    return {
      title: t.heading,
      intro: [t.intro],
      action: path,
      back: { href: accountPath, label: account.back },
      fields: [],
      button: t.ask,
      links: [{ href: `${accountPath}/fermeture`, label: closing.link }],
      above: known.length === 0 ? '' : exportList({ t, exports: known.map((one) => lineOf(context, one)) }),
    };
  },
  act: async (exchange) => {
    await beginExport(exchange);
    return doneAt(exchange, path, 'export_asked');
  },
};

/** Copies of one's data: asked for, prepared, fetched. */
export const dataPageRoutes = [
  ...formRoutes(asking),
  route({
    ...aPage,
    method: 'get',
    path: `${path}/:id/fichier`,
    access: 'trainee',
    params: idParams,
    unknown: 'export_not_found',
    query: exportFileQuery,
    summary: 'A file of a copy of my data',
    handle: (exchange) => fetchExport(exchange, { id: exchange.params.id, format: exchange.query.format }),
  }),
];

function lineOf(
  { texts, dates }: PageContext,
  { id, status, requestedAt, expiresAt }: ExportState,
): ExportsView['exports'][number] {
  const { data: t } = texts.account;
  const date = (at: string) => dates.dateTime(instant(Date.parse(at)));
  if (status === 'preparing') return { text: t.preparing(date(requestedAt)), files: [] };
  if (status === 'erased' || expiresAt === null) return { text: t.erased(date(requestedAt)), files: [] };
  const file = (format: 'json' | 'pdf') => ({
    href: `${path}/${id}/fichier?format=${format}`,
    label: t[format],
  });
  return { text: t.ready(date(requestedAt), date(expiresAt)), files: [file('pdf'), file('json')] };
}

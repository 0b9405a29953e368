import { type ExportFormat, type ExportState, exportsOf } from '../../../db/personal-data/exports.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { beginExport, fetchExport } from '../../account/exports.ts';
import { proveAnew } from '../../account/prove-password.ts';
import { route } from '../../http/route.ts';
import { parsePart } from '../../problems/invalid.ts';
import { Problem } from '../../problems/problem.ts';
import { exportFileQuery } from '../../schemas/personal-data.ts';
import { idParams } from '../../schemas/parts.ts';
import { isProven } from '../../security/fresh-proof.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { aPage } from '../page-route.ts';
import { typedPassword } from '../recovery-codes/renewal.ts';
import type { Texts } from '../texts/index.ts';
import { presentPassword } from './credentials.ts';
import { type AccountFormPage, accountPath, doneAt, formRoutes, type OwnExchange } from './form-routes.ts';

const path = `${accountPath}/donnees`;

interface ExportsView {
  t: Texts['account']['data'];
  exports: { text: string; files: { href: string; label: string }[] }[];
}

const ofFile = {
  ...aPage,
  path: `${path}/:id/fichier`,
  access: 'trainee',
  params: idParams,
  unknown: 'export_not_found',
} as const;

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
    ...ofFile,
    method: 'get',
    query: exportFileQuery,
    summary: 'A file of a copy of my data; the password is asked first',
    handle: async (exchange) => {
      const { req, services, params, query } = exchange;
      const wish = { id: params.id, format: query.format };
      if (isProven(req.session, services.clock.now())) return await fetchExport(exchange, wish);
      await expectExport(exchange, wish.id);
      return await showForm(exchange, proofForm(exchange, wish));
    },
  }),
  route({
    ...ofFile,
    method: 'post',
    form: true,
    about: { password_wrong: 'password', too_many_attempts: 'password' },
    summary: 'A file of a copy of my data, by the password',
    handle: async (exchange) => {
      const { body, params, req } = exchange;
      const { format } = parsePart(exportFileQuery, { format: body.get('format') ?? undefined });
      await proveAnew(exchange, typedPassword(contextOf(req), body));
      return await fetchExport(exchange, { id: params.id, format });
    },
  }),
];

interface Wish {
  id: string;
  format: ExportFormat;
}

/** Throws `export_not_found` when there is nothing to fetch. */
async function expectExport({ em, caller }: OwnExchange, id: string): Promise<void> {
  const known = await exportsOf(em, caller.id);
  if (!known.some((one) => one.id === id && one.status === 'ready')) throw new Problem('export_not_found');
}

/** A session alone does not open the whole social security number: whose it is, is asked once more. */
function proofForm({ req, services }: OwnExchange, { id, format }: Wish): FormPage {
  const context = contextOf(req);
  const { data: t } = context.texts.account;
  const here = `${path}/${id}/fichier?format=${format}`;
  const byFranceConnect = {
    href: `/auth/franceconnect?return=${encodeURIComponent(path)}`,
    label: t.proveByFranceConnect,
  };
  return {
    title: t.proofTitle,
    intro: t.proofIntro,
    action: here,
    sendTo: `${path}/${id}/fichier`,
    hidden: { format },
    back: { href: path, label: t.heading },
    fields: [presentPassword(context)],
    button: t[format],
    links: services.franceConnect === null ? [] : [byFranceConnect],
  };
}

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

import { z } from 'zod';
import { calendarFile } from '../../../domain/dossier/calendar-file.ts';
import { dossierOf } from '../../dossiers/access.ts';
import { sourceOf } from '../../dossiers/read.ts';
import { timelineOf } from '../../dossiers/timeline.ts';
import { route } from '../../http/route.ts';
import { ofDossier } from '../../routes/shared.ts';
import { aPage } from '../page-route.ts';
import { showDossier } from './show.ts';
import { summaryPdf } from './summary-pdf.ts';

const mostEvents = 100;
const aView = { ...aPage, ...ofDossier, method: 'get', access: 'trainee' } as const;

/** Reading one dossier in a browser. */
export const dossierPageRoutes = [
  route({
    ...aView,
    path: '/dossiers/:number',
    summary: 'One dossier: where it stands, what to do next, how it came here',
    query: z.object({ paiement: z.enum(['effectue', 'abandonne']).optional().catch(undefined) }),
    handle: async (exchange) =>
      await showDossier(exchange, exchange.params.number, exchange.query.paiement ?? null),
  }),
  route({
    ...aView,
    path: '/dossiers/:number/agenda.ics',
    summary: 'Deadline and session as iCalendar',
    handle: async ({ em, caller, params }) => {
      const { dossier, updatedAt } = await dossierOf(em, caller, params.number);
      return {
        status: 200,
        text: { type: 'text/calendar; charset=utf-8', body: calendarFile(dossier, updatedAt) },
        headers: { 'Content-Disposition': `attachment; filename="dossier-${params.number}.ics"` },
      };
    },
  }),
  route({
    ...aView,
    path: '/dossiers/:number/resume.pdf',
    summary: 'The dossier on paper',
    handle: async (exchange) => {
      const { em, params } = exchange;
      const source = await sourceOf(exchange, params.number);
      const { items } = await timelineOf(em, params.number, { limit: mostEvents });
      return {
        status: 200,
        text: { type: 'application/pdf', body: await summaryPdf(source, items) },
        headers: { 'Content-Disposition': `attachment; filename="dossier-${params.number}.pdf"` },
      };
    },
  }),
];

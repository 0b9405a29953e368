import { isDossierNumber, type DossierNumber } from '../../../../domain/dossier/number.ts';
import { replyTo } from '../../../dossiers/organisation-messages.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { Problem } from '../../../problems/problem.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { aPage } from '../../page-route.ts';
import { problemText } from '../../problems/problem-text.ts';
import type { Texts } from '../../texts/index.ts';
import { showMemberPage } from '../frame/space.ts';

/** As many as a page of the inbox shows. */
const mostAtOnce = 100;

interface BulkResult {
  path: string;
  number: string;
  outcome: string;
  why: string | null;
}

const resultPage = template<{ t: Texts['organisation']['inbox']; results: BulkResult[] }>(
  'organisation/inbox/bulk-result',
);

/** Accepting many requests at once. */
export const bulkRoutes = [
  route({
    ...aPage,
    method: 'post',
    path: '/organisme/acceptations',
    access: 'member',
    permission: 'reply_to_dossiers',
    form: true,
    summary: 'Accept every ticked request, each by itself',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const t = contextOf(req).texts.organisation.inbox;
      const chosen = [...new Set(body.getAll('numero'))].filter(isDossierNumber).slice(0, mostAtOnce);
      const results: BulkResult[] = [];
      // One after the other: an organisation's wish must not take every connection of the service.
      for (const number of chosen) results.push(await acceptOne(exchange, number));
      return await showMemberPage(exchange, {
        title: t.resultTitle,
        main: resultPage({ t, results }),
        section: 'dossiers',
        path: '/organisme',
      });
    },
  }),
];

async function acceptOne(exchange: Exchange<MemberCaller>, number: DossierNumber): Promise<BulkResult> {
  const { texts, language } = contextOf(exchange.req);
  const { inbox: t } = texts.organisation;
  const line = { path: `/organisme/dossiers/${number}`, number: texts.dossiers.number(number) };
  const key = exchange.idempotencyKey;
  try {
    const own = { ...exchange, idempotencyKey: key === null ? null : `${key}:${number}` };
    const { status } = await replyTo(own, number, { decision: 'accept' });
    return { ...line, outcome: status === 202 ? t.received : t.accepted, why: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...line, outcome: t.notAccepted, why: problemText(language, error).detail };
  }
}

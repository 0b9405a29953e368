import { currentTermsVersion } from '../../../domain/policy/terms.ts';
import { route } from '../../http/route.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';

const termsPage = template<{ t: Texts['terms']; version: string }>('terms/terms');

/** The general terms. */
export const termsRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/conditions',
    access: 'visitor',
    summary: 'The general terms in force',
    handle: async (exchange) => {
      const { terms: t } = contextOf(exchange.req).texts;
      const main = termsPage({ t, version: t.version(currentTermsVersion) });
      return await showPage(exchange, { title: t.title, main });
    },
  }),
];

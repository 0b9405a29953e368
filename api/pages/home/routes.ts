import { route } from '../../http/route.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';

const home = template<{ t: Texts['home'] }>('home/home');

/** Where everybody starts. */
export const homeRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/',
    access: 'visitor',
    summary: 'What the service is, and its search box',
    handle: async (exchange) => {
      const { home: t } = contextOf(exchange.req).texts;
      return await showPage(exchange, { title: t.title, main: home({ t }) });
    },
  }),
];

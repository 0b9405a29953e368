import { z } from 'zod';
import { pageQuery } from '../../http/cursor.ts';
import { route } from '../../http/route.ts';
import { rightsOf } from '../../rights/rights.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { rightsView, type RightsView } from './view.ts';

const rightsPage = template<RightsView>('rights/rights');

/** A trainee's rights. */
export const rightsPageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/mes-droits',
    access: 'trainee',
    summary: 'My rights: free, held, and what moved them',
    query: z.object(pageQuery),
    handle: async (exchange) => {
      const { em, caller, query, req } = exchange;
      const context = contextOf(req);
      const rights = await rightsOf(em, caller.id, query);
      const main = rightsPage(rightsView(context, rights, query.page === undefined));
      return await showPage(exchange, { title: context.texts.rights.title, main, section: 'rights' });
    },
  }),
];

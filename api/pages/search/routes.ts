import { z } from 'zod';
import { bookableNow } from '../../catalogue/bookable.ts';
import { searchTrainings } from '../../catalogue/search.ts';
import { route } from '../../http/route.ts';
import { lineSchema } from '../../schemas/text.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { departments } from '../../catalogue/departments.ts';
import { searchView, type SearchView } from './view.ts';

const pageSize = 12;
const longestSearch = 200;
const searchPage = template<SearchView>('search/search');
const wordsSchema = lineSchema(longestSearch).optional();

/** Looking for a training. */
export const searchRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/formations',
    access: 'visitor',
    summary: 'Search trainings',
    query: z.object({
      q: z.string().default(''),
      departement: z.string().default(''),
      page: z.string().max(300).optional(),
    }),
    handle: async (exchange) => {
      const { em, query, req } = exchange;
      const { q, departement, page } = query;
      const words = wordsSchema.safeParse(q.trim() === '' ? undefined : q);
      const isInvalid =
        !words.success || (departement !== '' && !departments.some(({ code }) => code === departement));
      const search = {
        q: words.data,
        department: departement || undefined,
        page,
        limit: pageSize,
        bookable: bookableNow(exchange.services),
      };
      const found = isInvalid ? { items: [], nextPage: null } : await searchTrainings(em, search);
      const context = contextOf(req);
      const isFirstPage = page === undefined;
      const main = searchPage(searchView(context, { q, departement }, { ...found, isFirstPage, isInvalid }));
      const title = q.trim() === '' ? context.texts.search.title : context.texts.search.resultsFor(q.trim());
      return await showPage(exchange, { title, main, section: 'search', status: isInvalid ? 422 : 200 });
    },
  }),
];

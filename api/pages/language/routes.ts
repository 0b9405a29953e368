import { z } from 'zod';
import { languages } from '../../../domain/language.ts';
import { route } from '../../http/route.ts';
import { seeOther } from '../../http/reply.ts';
import { aPage } from '../page-route.ts';
import { localPath } from '../../security/return-path.ts';
import { languageCookie } from './language.ts';

const oneYear = 365 * 86_400_000;

/** Switching the language. */
export const languageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/langue',
    access: 'anyone',
    summary: 'Keeps the chosen language in a cookie, and goes back',
    query: z.object({ vers: z.enum(languages), retour: z.string().optional() }),
    handle: ({ query, res, services }) => {
      res.cookie(languageCookie, query.vers, {
        httpOnly: true,
        sameSite: 'lax',
        secure: services.config.PUBLIC_URL.startsWith('https:'),
        maxAge: oneYear,
      });
      return seeOther(localPath(query.retour) ?? '/');
    },
  }),
];

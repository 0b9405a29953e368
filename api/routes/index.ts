import type { Route } from '../http/route.ts';
import { pageRoutes } from '../pages/page-routes.ts';
import { apiRoutes } from './api-routes.ts';
import { docsRoutes } from './docs.ts';

/** Everything that is served; the authorisation matrix of the tests must name each. */
export const routes: readonly Route[] = [...apiRoutes, ...docsRoutes, ...pageRoutes];

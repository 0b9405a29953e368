import express, { type Express } from 'express';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { apiHeaders } from './http/headers.ts';
import { mount } from './http/mount.ts';
import { warnOfUntrustedProxies } from './http/network.ts';
import { requestLog } from './http/request-log.ts';
import { docsAssets } from './openapi/docs-assets.ts';
import { unknownRoute, writeProblems } from './problems/middleware.ts';
import { routes } from './routes/index.ts';
import { createServices } from './services.ts';

/** Builds the API. Listens to nothing and connects to nothing: `server.ts` and tests do. */
export function createApp(deps: ApiDeps): Express {
  const { config } = deps;
  z.config(z.locales.fr());

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.TRUSTED_PROXIES);
  app.use(requestLog(deps.logger));
  app.use(warnOfUntrustedProxies(deps.logger, deps.clock));
  app.use(apiHeaders(config.PUBLIC_URL));
  app.use(docsAssets());
  const services = createServices(deps);
  mount(app, routes, services);
  app.use(unknownRoute);
  app.use(writeProblems(services));
  return app;
}

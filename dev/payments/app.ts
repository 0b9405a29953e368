import express, { type Express } from 'express';
import { controlRouter } from './control/routes.ts';
import { ownPagesOnly } from './http/own-pages.ts';
import { apiRouter } from './http/api.ts';
import { pageRouter } from './pages/routes.ts';
import type { AppParts } from './parts.ts';

/** Stripe's API, the pages and the tests' controls in one application. */
export function createPaymentApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'extended');
  // Whatever a request did may have changed what is due next.
  app.use((_request, response, next) => {
    response.once('close', () => parts.timer.set());
    next();
  });
  app.use(ownPagesOnly);
  app.use(apiRouter(parts));
  app.use('/test', controlRouter(parts.control));
  app.use(pageRouter(parts));
  return app;
}

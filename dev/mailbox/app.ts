import express, { type Express } from 'express';
import { controlApi } from './control-api.ts';
import { mailPages } from './pages.ts';
import { resendApi, type ResendApiParts } from './resend-api.ts';

/** The mailbox as an application: Resend's API under `/emails`, the tests' under `/api`, pages for people beside them. */
export function createMailboxApp(parts: ResendApiParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    // Mails hold codes: a page elsewhere must not reach them through a name of its own for this machine.
    if (['127.0.0.1', 'localhost', '[::1]'].includes(request.hostname)) next();
    else response.status(421).json({ error: 'misdirected_request' });
  });
  app.use('/emails', resendApi(parts));
  app.use('/api', controlApi(parts));
  app.use(mailPages(parts.store));
  return app;
}

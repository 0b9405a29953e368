import express, { type Router } from 'express';
import type { MailStore } from './mail-store.ts';
import { type Weather, weatherSchema } from './weather.ts';

/** What tests and scripts ask: the mails with all their fields, and faults to order. */
export function controlApi({ store, weather }: { store: MailStore; weather: Weather }): Router {
  const router = express.Router();
  router.get('/mails', (request, response) => {
    const { to } = request.query;
    response.json({ mails: store.list(typeof to === 'string' ? { to } : {}) });
  });
  router.get('/mails/:id', (request, response) => {
    const mail = store.find(request.params.id);
    if (mail === undefined) response.status(404).json({ error: 'not_found' });
    else response.json(mail);
  });
  router.delete('/mails', (_request, response) => {
    store.clear();
    response.sendStatus(204);
  });
  router.get('/weather', (_request, response) => void response.json(weather.now));
  router.put('/weather', express.json(), (request, response) => {
    const change = weatherSchema.safeParse(request.body);
    if (!change.success) return void response.status(422).json({ error: change.error.issues });
    weather.set(change.data);
    response.json(weather.now);
  });
  return router;
}

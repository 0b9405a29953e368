import express, { type Response, type Router } from 'express';
import { paySession } from '../checkout/pay.ts';
import { doDueWork } from '../due-work.ts';
import type { AppParts } from '../parts.ts';
import type { StoredSession } from '../state.ts';
import { indexView } from './index-view.ts';
import { closedView, successUrl, unknownView } from './message-view.ts';
import { payView } from './pay-view.ts';
import { renderPage, viewsFolder } from './render.ts';

/** Checkout waits this long for the product to take the webhook before it sends the customer back. */
const webhookLimitMs = 10_000;

/** The pages: to pay on, and the overview for developers. */
export function pageRouter({ desk, control, dispatcher }: AppParts): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: '10kb' }));
  router.get('/payments.css', (_request, response) =>
    response.sendFile('payments.css', { root: viewsFolder }),
  );
  router.get('/', (_request, response) => renderPage(response, 'index', indexView(desk)));
  router.get('/pay/:id', (request, response) => {
    if (doDueWork(desk)) desk.journal.save();
    const stored = desk.state.sessions[request.params.id];
    if (stored === undefined) return renderPage(response.status(404), 'message', unknownView);
    if (stored.session.status !== 'open') return renderPage(response, 'message', closedView(stored.session));
    // The page says by itself that it has expired, without a script.
    const seconds = stored.session.expires_at - Math.floor((Date.now() + desk.state.clockOffsetMs) / 1000);
    response.set('Refresh', String(Math.max(1, seconds + 1)));
    renderPage(response, 'pay', payView(desk, stored), originsOf(stored));
  });
  router.post('/pay/:id', async (request, response) => {
    doDueWork(desk);
    const stored = desk.state.sessions[request.params.id];
    if (stored === undefined) return renderPage(response.status(404), 'message', unknownView);
    const result = paySession(desk, stored, cardOf(request.body));
    desk.journal.save();
    if (result === 'paid' || result === 'processing') {
      await dispatcher.triedFor(stored.session.id, 'checkout.session.completed', webhookLimitMs);
    }
    redirect(response, stored);
  });
  router.post('/deliveries/:id/send', async (request, response) => {
    if (!(request.params.id in desk.state.deliveries)) {
      return renderPage(response.status(404), 'message', unknownView);
    }
    await control.sendAgain(request.params.id);
    response.redirect(303, '/#webhooks');
  });
  router.post('/finish', (_request, response) => {
    control.finish();
    response.redirect(303, '/');
  });
  router.use((_request, response) => renderPage(response.status(404), 'message', unknownView));
  return router;
}

/** After a payment to the site; otherwise back to the page, which says why. */
function redirect(response: Response, { session }: StoredSession): void {
  response.redirect(303, session.status === 'complete' ? successUrl(session) : `/pay/${session.id}`);
}

/** The number that was typed, else the card that was chosen. */
function cardOf(body: unknown): string {
  const { card_number, card } = { ...(body as Record<string, unknown> | undefined) };
  if (typeof card_number === 'string' && card_number.trim() !== '') return card_number;
  return typeof card === 'string' ? card : '';
}

const originsOf = ({ session }: StoredSession): string[] =>
  session.success_url === null ? [] : [new URL(session.success_url).origin];

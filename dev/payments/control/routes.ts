import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Control } from './control.ts';

const types = z.array(z.string()).optional();
const cardPayment = z.strictObject({ card: z.string() });
const clock = z.strictObject({ advanceMs: z.int() });
const refundEnd = z.strictObject({ status: z.enum(['succeeded', 'failed']) });
const disputeEnd = z.strictObject({ status: z.enum(['won', 'lost', 'warning_closed']) });
const disputeStart = z.strictObject({ isInquiry: z.boolean().default(false) });
const handRefund = z.strictObject({ amount: z.int().min(1).optional() });
const drop = z.strictObject({ types });
const release = z.strictObject({
  order: z.enum(['as-made', 'reversed', 'shuffled']).default('as-made'),
  copies: z.int().min(1).max(100).default(1),
  types,
});
const fault = z.strictObject({
  path: z.string().startsWith('/v1/'),
  method: z.enum(['GET', 'POST']).optional(),
  times: z.int().min(1).default(1),
  when: z.enum(['before', 'after']),
  answer: z.union([z.int().min(400).max(599), z.literal('cut'), z.literal('wait')]),
  kept: z.boolean().optional(),
});

type Handler = (control: Control, body: unknown, id: string) => unknown;

/** What each control does; every answer is JSON. */
const controls: Record<string, Handler> = {
  'GET /state': (control) => control.state(),
  'POST /reset': (control) => control.reset(),
  'POST /finish': (control) => control.finish(),
  'POST /clock': (control, body) => control.advanceClock(clock.parse(body).advanceMs),
  'POST /sessions/:id/pay': (control, body, id) => ({
    result: control.pay(id, cardPayment.parse(body).card),
  }),
  'POST /refunds/:id/end': (control, body, id) => control.endRefund(id, refundEnd.parse(body).status),
  'POST /charges/:id/dispute': (control, body, id) => control.dispute(id, disputeStart.parse(body ?? {})),
  'POST /charges/:id/refund': (control, body, id) =>
    control.refundByHand(id, handRefund.parse(body ?? {}).amount),
  'POST /disputes/:id/end': (control, body, id) => control.closeDispute(id, disputeEnd.parse(body).status),
  'POST /faults': (control, body) => control.addFault(fault.parse(body)),
  'POST /faults/release': (control) => control.releaseRequests(),
  'DELETE /faults': (control) => control.clearFaults(),
  'POST /webhooks/hold': (control) => control.holdWebhooks(),
  'POST /webhooks/release': async (control, body) => ({
    sent: await control.releaseWebhooks(withoutUndefined(release.parse(body ?? {}))),
  }),
  'POST /webhooks/drop': (control, body) => ({ dropped: control.dropWebhooks(drop.parse(body ?? {}).types) }),
  'POST /webhooks/idle': (control) => control.webhooksIdle(),
  'POST /webhooks/:id/send': async (control, _body, id) => ({ delivered: await control.sendAgain(id) }),
};

/** The controls of tests, under /test. */
export function controlRouter(control: Control): Router {
  const router = express.Router();
  router.use(express.json());
  for (const [route, handler] of Object.entries(controls)) {
    const [method = '', path = ''] = route.split(' ');
    router.all(path, async (request: Request, response: Response, next: NextFunction) => {
      if (request.method !== method) return next();
      const id = typeof request.params.id === 'string' ? request.params.id : '';
      response.json((await handler(control, request.body, id)) ?? {});
    });
  }
  router.use((_request: Request, response: Response) => void response.status(404).json({ error: 'unknown' }));
  router.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error instanceof RangeError ? 404 : 400).json({ error: error.message });
  });
  return router;
}

function withoutUndefined({ order, copies, types }: z.infer<typeof release>) {
  return { order, copies, ...(types === undefined ? {} : { types }) };
}

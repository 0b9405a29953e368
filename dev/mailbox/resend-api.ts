import { timingSafeEqual } from 'node:crypto';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { ApiError, serviceFailure } from './api-error.ts';
import type { KeptMail } from './kept-mail.ts';
import { readMail } from './mail-schema.ts';
import type { MailStore } from './mail-store.ts';
import type { PostOffice } from './post-office.ts';
import type { Quota } from './quota.ts';
import type { Weather } from './weather.ts';

/** What the API answers from. */
export interface ResendApiParts {
  apiKey: string;
  office: PostOffice;
  store: MailStore;
  quota: Quota;
  weather: Weather;
}

const mostInBatch = 100;

/** The part of Resend's HTTP API about mails (https://resend.com/docs/api-reference/emails). */
export function resendApi({ apiKey, office, store, quota, weather }: ResendApiParts): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const { service } = weather.now;
    if (service === 'cut') return void request.socket.destroy();
    if (service === 'unavailable') throw serviceFailure(503);
    refuseStrangers(request, apiKey);
    quota.countRequest();
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(express.json({ limit: '60mb' }));

  router.post('/', async (request, response) => {
    if (weather.failsBefore()) throw serviceFailure();
    const [id] = await office.accept(keyOf(request), request.body, [readMail(request.body)]);
    await answerUnlessLost(weather, request, response, { id });
  });
  router.post('/batch', async (request, response) => {
    if (weather.failsBefore()) throw serviceFailure();
    const mails = readBatch(request.body);
    const ids = await office.accept(keyOf(request), request.body, mails);
    await answerUnlessLost(weather, request, response, { data: ids.map((id) => ({ id })) });
  });
  router.get('/:id', (request, response) => {
    const mail = store.find(request.params.id);
    if (mail === undefined) throw new ApiError(404, 'not_found', 'Email not found');
    response.json(described(mail));
  });
  router.post('/:id/cancel', (request, response) => {
    office.cancel(request.params.id);
    response.json({ object: 'email', id: request.params.id });
  });
  router.use(() => {
    throw new ApiError(
      405,
      'method_not_allowed',
      'This endpoint does not support the specified HTTP method.',
    );
  });
  router.use(answerError);
  return router;
}

function refuseStrangers(request: Request, apiKey: string): void {
  const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (given === undefined) throw new ApiError(401, 'missing_api_key', 'Missing API Key');
  if (!isSame(given, apiKey)) throw new ApiError(403, 'invalid_api_key', 'API key is invalid');
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function keyOf(request: Request): string | undefined {
  return request.get('idempotency-key');
}

function readBatch(body: unknown) {
  if (!Array.isArray(body) || body.length === 0 || body.length > mostInBatch) {
    throw new ApiError(422, 'validation_error', `A batch holds 1 to ${mostInBatch} emails.`);
  }
  const mails = body.map(readMail);
  const isTooMuch = mails.some(
    ({ attachments, scheduled_at }) => attachments.length > 0 || scheduled_at !== undefined,
  );
  if (isTooMuch)
    throw new ApiError(422, 'validation_error', 'A batch takes no `attachments` and no `scheduled_at`.');
  return mails;
}

async function answerUnlessLost(
  weather: Weather,
  request: Request,
  response: Response,
  body: object,
): Promise<void> {
  await weather.delayAnswer();
  if (weather.failsAfter()) request.socket.destroy();
  else response.json(body);
}

function described(mail: KeptMail) {
  const orNull = (list: string[]) => (list.length === 0 ? null : list);
  return {
    object: 'email',
    id: mail.id,
    message_id: `<${mail.id}@mailbox.localhost>`,
    created_at: mail.createdAt,
    from: mail.from,
    to: mail.to,
    cc: orNull(mail.cc),
    bcc: orNull(mail.bcc),
    reply_to: orNull(mail.replyTo),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tags: mail.tags,
    scheduled_at: mail.scheduledAt,
    last_event: mail.status,
  };
}

function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const known = error instanceof ApiError ? error : bodyError(error);
  response.status(known.statusCode).set(known.headers).json(known.body);
}

function bodyError(error: unknown): ApiError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status >= 500) return serviceFailure();
  return new ApiError(status, 'validation_error', 'The body could not be read.');
}

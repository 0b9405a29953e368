import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Desk } from '../desk.ts';
import { doDueWork } from '../due-work.ts';
import { apiVersion } from '../events.ts';
import { newId } from '../ids.ts';
import { refused, StripeError } from '../stripe-error.ts';
import { authenticate } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { expand } from './expand.ts';
import type { Fault, Faults } from './faults.ts';
import { requestFingerprint, type IdempotencyKeys } from './idempotency.ts';

/** What the API works with. */
export interface ApiParts {
  readonly desk: Desk;
  readonly secretKey: string;
  readonly faults: Faults;
  readonly keys: IdempotencyKeys;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The request whose kept answer this is. */
  readonly original?: string;
}

/** Stripe's HTTP API under /v1. */
export function apiRouter(parts: ApiParts): Router {
  const router = express.Router();
  router.use('/v1', express.urlencoded({ extended: true, limit: '1mb' }));
  router.post('/v1/{*path}', (request, _response, next) => {
    const hasBody = Number(request.get('content-length') ?? 0) > 0;
    next(hasBody && request.is('application/x-www-form-urlencoded') === false ? unreadable() : undefined);
  });
  for (const endpoint of endpoints) {
    router[endpoint.method](endpoint.path, (request, response) => serve(parts, endpoint, request, response));
  }
  router.use('/v1', (request, response) => {
    const message = `Unrecognized request URL (${request.method}: ${request.originalUrl.split('?')[0]}).`;
    const error = new StripeError(404, { type: 'invalid_request_error', message });
    send(response, newId('req', 14), request, answerOf(error));
  });
  router.use('/v1', (_error: unknown, request: Request, response: Response, _next: NextFunction) =>
    send(response, newId('req', 14), request, answerOf(unreadable())),
  );
  return router;
}

async function serve(
  parts: ApiParts,
  endpoint: Endpoint,
  request: Request,
  response: Response,
): Promise<void> {
  const requestId = newId('req', 14);
  const fault = parts.faults.next(request.method, request.path);
  if (fault?.when === 'before') {
    if (fault.answer === 'cut') return void request.socket.destroy();
    if (fault.answer !== 'wait')
      return send(response, requestId, request, answerOf(faultError(fault.answer)));
  }
  const answer = await answerTo(parts, endpoint, request, requestId, fault).catch(answerOf);
  if (fault?.when === 'after') {
    if (fault.answer === 'cut') return void request.socket.destroy();
    if (fault.answer === 'wait') await parts.faults.wait();
    else return send(response, requestId, request, answerOf(faultError(fault.answer)));
  }
  send(response, requestId, request, answer);
}

async function answerTo(
  parts: ApiParts,
  endpoint: Endpoint,
  request: Request,
  requestId: string,
  fault: Fault | undefined,
): Promise<Answer> {
  const { desk, keys } = parts;
  authenticate(request, parts.secretKey);
  const parameters = parametersOf(request);
  const key = request.method === 'POST' ? (request.get('idempotency-key') ?? '') : '';
  const fingerprint = requestFingerprint(request.method, request.path, parameters);
  const kept = key === '' ? undefined : keys.take(key, fingerprint);
  if (kept !== undefined) return { status: kept.status, body: kept.body, original: kept.requestId };
  try {
    if (fault?.when === 'before') await parts.faults.wait();
    const { answer, worthKeeping } = act(desk, endpoint, request, { parameters, requestId, key });
    const stored = keptFailure(fault) ?? answer;
    if (key !== '' && worthKeeping) keys.keep(key, { request: fingerprint, requestId, ...stored });
    desk.journal.save();
    return answer;
  } finally {
    keys.release(key);
  }
}

/** Runs the endpoint, all in one step: two requests never mix. */
function act(
  desk: Desk,
  { run }: Endpoint,
  request: Request,
  { parameters, requestId, key }: { parameters: Record<string, unknown>; requestId: string; key: string },
): { answer: Answer; worthKeeping: boolean } {
  doDueWork(desk);
  const { expand: paths = [], ...rest } = parameters;
  try {
    const id = typeof request.params.id === 'string' ? request.params.id : '';
    const cause = { id: requestId, idempotency_key: key === '' ? null : key };
    const result = run({ desk, id, path: request.path, parameters: rest, cause });
    const body = expand(desk, result, Array.isArray(paths) ? paths.map(String) : [String(paths)]);
    return { answer: { status: 200, body }, worthKeeping: true };
  } catch (error) {
    return { answer: answerOf(error), worthKeeping: error instanceof StripeError && error.executed };
  }
}

const parametersOf = (request: Request): Record<string, unknown> => {
  const source: unknown = request.method === 'POST' ? request.body : request.query;
  return { ...(source as Record<string, unknown> | undefined) };
};

function keptFailure(fault: Fault | undefined): Answer | undefined {
  if (fault?.kept !== true || typeof fault.answer !== 'number') return undefined;
  return answerOf(faultError(fault.answer));
}

const unreadable = (): StripeError =>
  refused('Invalid request (check that your POST content type is application/x-www-form-urlencoded).');

function faultError(status: number): StripeError {
  if (status === 429) {
    const message = 'Request rate limit exceeded.';
    return new StripeError(429, { type: 'invalid_request_error', code: 'rate_limit', message });
  }
  return new StripeError(status, { type: 'api_error', message: 'An unknown error occurred.' });
}

function answerOf(error: unknown): Answer {
  if (error instanceof StripeError) return { status: error.status, body: { error: error.body } };
  console.error(error);
  return { status: 500, body: { error: { type: 'api_error', message: 'An unknown error occurred.' } } };
}

function send(response: Response, requestId: string, request: Request, answer: Answer): void {
  const key = request.get('idempotency-key');
  if (key !== undefined) response.set('Idempotency-Key', key);
  if (answer.original !== undefined) {
    response.set({ 'Idempotent-Replayed': 'true', 'Original-Request': answer.original });
  }
  response
    .status(answer.status)
    .set({ 'Request-Id': requestId, 'Stripe-Version': request.get('stripe-version') ?? apiVersion })
    .json(answer.body);
}

import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { forgetKeptForm } from '../../db/kept-forms.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { keepRefusedForm, sentAgain } from '../kept-forms/keep.ts';
import { keptFormOf, loadKeptForm, withKeptForm } from '../kept-forms/kept-form.ts';
import { pageFinder } from '../kept-forms/page-of.ts';
import { withoutWrongParameters } from '../pages/readable-address.ts';
import { parsePart } from '../problems/invalid.ts';
import { Problem } from '../problems/problem.ts';
import { authentication, knownCaller, sessionAfterBody } from '../security/authentication.ts';
import { freshProofCheck } from '../security/fresh-proof.ts';
import { digestCheck } from '../security/content-digest.ts';
import { csrfCheck } from '../security/csrf.ts';
import { unlessByKey } from '../security/organisation-access.ts';
import type { Services } from '../services.ts';
import { readBody, readForm, readRawBody } from './body.ts';
import { formIdempotencyKey, readIdempotencyKey } from './idempotency-key.ts';
import { requestLimitMs, withinLimit } from './limits.ts';
import { type Reply, seeOther, write } from './reply.ts';
import type { Exchange, Form, Route } from './route.ts';
import { typedForm, typedJson } from './typed-input.ts';
import { readUpload } from './upload.ts';

/** Serves routes: each with only the steps that it needs, and 405 for the other methods of a path. */
export function mount(app: Express, routes: readonly Route[], services: Services): void {
  const authenticate = authentication(services);
  const pageOf = pageFinder(routes);
  for (const route of routes) {
    const steps = [
      arrival(route, services),
      ...authenticate[route.access](route),
      ...(route.body === undefined ? [] : readBody),
      ...rawSteps(route, services),
      ...(route.access === 'organisation' ? [digestCheck] : []),
      ...(route.hidden === undefined || route.access === 'anyone' ? [] : [loadKeptForm(services)]),
      ...(route.form === undefined ? [] : formSteps(route, services)),
      ...(hasBody(route) && route.access !== 'anyone' ? [sessionAfterBody(services)] : []),
      ...(route.needsFreshProof === true ? [freshProofCheck(services)] : []),
      handler(route, services),
      ...(route.form === undefined ? [] : [keepRefusedForm(route, services, pageOf)]),
      ...(route.hidden === true && route.method === 'get' ? [withoutWrongParameters] : []),
    ];
    app[route.method](route.path, ...steps);
  }
  for (const [path, methods] of methodsByPath(routes)) app.all(path, methodNotAllowed(methods));
}

function hasBody({ body, raw, form }: Route): boolean {
  return [body, raw, form].some((kind) => kind !== undefined);
}

function rawSteps(route: Route, services: Services): readonly RequestHandler[] {
  if (route.raw === undefined) return [];
  const read = readRawBody(route.raw);
  if (route.admit === undefined) return read;
  return [holdMemory(services, route.raw.limit), admission(route, services), ...read];
}

/** A form's token stands in its body: it is checked once that is read, or, where files come, before the first of them is. */
function formSteps(route: Route, services: Services): readonly RequestHandler[] {
  const { access, upload } = route;
  const check = access === 'anyone' || access === 'visitor' ? [] : [unlessByKey(csrfCheck)];
  if (upload === undefined) return [...readForm, ...check];
  const beforeFiles = [...check, admission(route, services)];
  return [holdMemory(services, upload.files * upload.bytesEach), readUpload(upload, beforeFiles), ...check];
}

/** Holds the memory that files may need, from before they are read until the answer is sent. */
function holdMemory({ uploads }: Services, mostBytes: number): RequestHandler {
  return (req, res, next) => {
    const caller = knownCaller(res);
    const announced = Number(req.get('Content-Length') ?? mostBytes);
    const release = uploads.take(`${caller?.role}:${caller?.id}`, Math.min(announced, mostBytes));
    res.once('close', release);
    next();
  };
}

function admission(route: Route, services: Services): RequestHandler {
  return async (req, res, next) => {
    await route.admit?.(exchangeOf(route, services, req, res));
    next();
  };
}

/** When a request came, before its session or its body was read. */
interface Arrival {
  receivedAt: Instant;
  giveUpAt: number;
}

/** Stamps the request, notes what the log may say of it, and keeps answers about people out of every cache. */
function arrival(route: Route, services: Services): RequestHandler {
  const { clock } = services;
  const isPersonal = route.access !== 'anyone';
  return (req, res, next) => {
    const receivedAt = new Date(clock.now()).toISOString() as Instant;
    res.locals.arrival = { receivedAt, giveUpAt: performance.now() + requestLimitMs } satisfies Arrival;
    res.locals.route = route.path;
    if (isPersonal) res.set('Cache-Control', 'no-store');
    route.gate?.(services, req);
    next();
  };
}

function handler(route: Route, services: Services): RequestHandler {
  return async (req, res) => {
    const exchange = { ...exchangeOf(route, services, req, res), body: bodyOf(route, req.body) };
    // Read before the session may end.
    const shownAgain = route.form === undefined ? null : sentAgain(services, req);
    const reply = await withinLimit(route.handle(exchange));
    // Taken now: whoever goes back finds an empty form.
    if (shownAgain !== null) await forgetKeptForm(exchange.em, shownAgain);
    write(res, req.method === 'GET' ? passedOn(req, reply) : reply);
  };
}

/** A page that leads on to another takes along what it was to show again. */
function passedOn(req: Request, reply: Reply): Reply {
  const id = keptFormOf(req)?.id ?? null;
  const location = reply.headers?.Location;
  if (id === null || reply.status !== 303 || location === undefined) return reply;
  return seeOther(withKeptForm(location, id));
}

/** What is known of a request without its body, but for a form's idempotency key. */
function exchangeOf(route: Route, services: Services, req: Request, res: Response): Exchange {
  refuseUnknown(route, req.query);
  return {
    services,
    em: services.db.em.fork(),
    caller: knownCaller(res),
    params: readParams(route, req.params),
    query:
      route.query === undefined
        ? undefined
        : parsePart(route.query, withoutBlanks(typedJson(req.query) as typeof req.query)),
    body: undefined,
    ...(res.locals.arrival as Arrival),
    idempotencyKey: route.form === undefined ? readIdempotencyKey(req) : formIdempotencyKey(req.body as Form),
    req,
    res,
  };
}

function bodyOf(route: Route, read: unknown): unknown {
  // Without a single byte there is nothing to read, and express.raw leaves no buffer.
  if (route.form !== undefined) return typedForm(read as Form);
  if (route.raw !== undefined) return Buffer.isBuffer(read) ? read : Buffer.alloc(0);
  return route.body === undefined ? undefined : parsePart(route.body, typedJson(read ?? {}));
}

/** Throws `invalid_request` that names what a route of the API does not know: a misspelt filter would find everything. */
function refuseUnknown({ path, query, successes }: Route, sent: Record<string, unknown>): void {
  // Links in mails open these in browsers and calendars, and mailers add what they like to them.
  const isForPrograms =
    path.startsWith('/api/') && successes.every(({ mediaType }) => mediaType === undefined);
  if (!isForPrograms || (query !== undefined && !(query instanceof z.ZodObject))) return;
  const known = query === undefined ? [] : Object.keys(query.shape);
  const unknown = Object.keys(sent).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const errors = unknown.map((name) => ({
    path: name,
    message: 'Ce paramètre est inconnu.',
    code: 'unknown_parameter',
  }));
  throw new Problem('invalid_request', { errors });
}

function readParams(route: Route, params: unknown): unknown {
  if (route.params === undefined) return undefined;
  const result = route.params.safeParse(params);
  if (result.success) return result.data;
  throw new Problem(route.unknown ?? 'not_found');
}

/** `?state=&page=` says nothing: an empty value is an absent one. */
function withoutBlanks(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    const added = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    methods.set(path, [...known, ...added]);
  }
  return methods;
}

function methodNotAllowed(methods: readonly string[]): RequestHandler {
  return () => {
    throw new Problem('method_not_allowed', { headers: { Allow: methods.join(', ') } });
  };
}

import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { keepForm } from '../../db/kept-forms.ts';
import { keptFormOwner } from '../../db/personal-data/sealed-columns.ts';
import { readForm } from '../http/body.ts';
import { withinLimit } from '../http/limits.ts';
import { networkOf } from '../http/network.ts';
import type { Route } from '../http/route.ts';
import { hadFiles, readFieldsOnly } from '../http/upload.ts';
import { tokenIn } from '../pages/account-links/token-field.ts';
import { logInPathFrom, wantsPage } from '../pages/problems/problem-page.ts';
import { problemOf } from '../problems/of-error.ts';
import type { Problem } from '../problems/problem.ts';
import { problemTable } from '../problems/table.ts';
import type { Services } from '../services.ts';
import { type contentsSchema, idIn, keptParameter, withKeptForm } from './kept-form.ts';
import { isPerson, ownerIn, ownerOf } from './owner.ts';
import type { z } from 'zod';

/** How long a form waits to be shown again, in milliseconds. */
export const keptFormLifeMs = 60 * 60_000;

/** As much text as is kept of a form, in characters: of somebody unknown, what their few forms take. */
const longest = { person: 120_000, visitor: 8_000 } as const;

/** While the database is what is down, nobody waits for it. */
const keepingLimitMs = 2_000;

/** Passwords, codes and the page's own fields: never kept. What a mailed link says is, sealed: it may have been pasted. */
const neverKept: ReadonlySet<string> = new Set([
  ...['password', 'currentPassword', 'newPassword', 'code', 'captcha', 'text', 'proof'],
  ...['jeton', 'cle', 'pour', 'preuve'],
]);

/** Whether what a person types into a field of this name may be kept. */
export function isKept(name: string): boolean {
  return !neverKept.has(name);
}

/** Where a form leads that was not taken. */
type Outcome = 'show_again' | 'log_in' | 'error_page' | 'error_page_and_keep';

/**
 * Ends a form that was not taken as forms do (post, redirect, get): what was typed is kept, and the page that the form stood on
 * shows it again with what is wrong. A form whose session had ended leads to the login, and from there to the same page. Faults
 * are left to the error middleware; what was typed waits behind its way back.
 * @param pageOf finds the page that a form stood on
 */
export function keepRefusedForm(
  route: Route,
  services: Services,
  pageOf: (req: Request) => string,
): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const problem = problemOf(error);
    const outcome = outcomeOf(problem);
    if (res.headersSent || !wantsPage(req) || outcome === 'error_page') {
      next(error);
      return;
    }
    try {
      const form = await formOf(req, res, route, problem);
      const owner = await shownTo(req, form, problem, services);
      if (owner === null) {
        next(error);
        return;
      }
      const page = pageOf(req);
      const id = await withinLimit(keep(services, req, { route, owner, problem, form }), keepingLimitMs);
      const shownAt = withKeptForm(page, id);
      res.locals.pageBefore = shownAt;
      if (outcome === 'error_page_and_keep') next(error);
      else {
        const location = outcome === 'log_in' ? logInPathFrom(req, shownAt) : shownAt;
        res.set('Cache-Control', 'no-store').redirect(303, location);
      }
    } catch {
      // What was typed cannot be kept now: its sender is told why the form itself was not taken.
      next(error);
    }
  };
}

function outcomeOf({ code }: Problem): Outcome {
  const { status } = problemTable[code];
  if (code === 'authentication_required') return 'log_in';
  if (code === 'csrf_token_invalid') return 'show_again';
  // The card payment's service is away: the dossier's page says so, and offers the payment again.
  if (code === 'payment_unavailable' || code === 'payment_not_configured') return 'show_again';
  if (status >= 500) return 'error_page_and_keep';
  return status === 400 || status === 403 || status === 404 || status === 405 || status === 415
    ? 'error_page'
    : 'show_again';
}

/** The fields of the form: those of one that came without a session are read now; none of one that cannot be read. */
async function formOf(
  req: Request,
  res: Response,
  { upload }: Route,
  { code }: Problem,
): Promise<URLSearchParams> {
  const isUnread = code === 'authentication_required' && !(req.body instanceof URLSearchParams);
  const steps = !isUnread ? [] : upload === undefined ? readForm : [readFieldsOnly(upload)];
  for (const step of steps) await taken(step, req, res);
  return req.body instanceof URLSearchParams ? req.body : new URLSearchParams();
}

/** Takes one step of a request. Throws what the step refuses it with. */
async function taken(step: RequestHandler, req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(problemOf(error));
    };
    void Promise.resolve(step(req, res, next)).catch(reject);
  });
}

/** Who may see it again: of a form from an earlier session, only the person whose form it was. */
async function shownTo(
  req: Request,
  form: URLSearchParams,
  { code }: Problem,
  { config, rateLimits }: Services,
): Promise<string | null> {
  const claimed = ownerIn(form);
  if (code === 'authentication_required') {
    if (claimed !== null) await rateLimits.count('keptForms', networkOf(req));
    return claimed;
  }
  const owner = ownerOf(req, config.SESSION_SECRET);
  return code === 'csrf_token_invalid' && claimed !== owner ? null : owner;
}

async function keep(
  { db, vault, clock }: Services,
  req: Request,
  { route, owner, problem, form }: { route: Route; owner: string; problem: Problem; form: URLSearchParams },
): Promise<string> {
  const id = randomUUID();
  const { code, message, details, errors, headers } = problem;
  const isSessionOver = code === 'authentication_required' || code === 'csrf_token_invalid';
  const contents: z.input<typeof contentsSchema> = {
    action: req.path,
    values: keptValues(form, ownerIn(form) === null ? longest.visitor : longest.person),
    hadFiles: hadFiles(form),
    problem: isSessionOver
      ? null
      : { code, message, details, headers, errors: errors === null ? null : [...errors] },
    about: { ...route.about },
  };
  const now = clock.now();
  const expiresAt = new Date(now + keptFormLifeMs);
  const sealed = vault.sealText(JSON.stringify(contents), keptFormOwner(id));
  await keepForm(db.em.fork(), { id, owner, contents: sealed, expiresAt }, new Date(now));
  // A browser that had no session gets one: by it the form is found again.
  if (!isSessionOver && !isPerson(req)) req.session.sentForm = true;
  return id;
}

function keptValues(form: URLSearchParams, most: number): [string, string][] {
  let left = most;
  return [...form].flatMap(([name, value]): [string, string][] => {
    if (!isKept(name) || left <= 0) return [];
    const kept = (name === 'token' ? tokenIn(value) : value).slice(0, left);
    left -= kept.length;
    return [[name, kept]];
  });
}

declare module 'express-session' {
  interface SessionData {
    /** A form of this browser waits to be shown again. */
    sentForm?: true;
  }
}

/** The form that the page had shown again from which a form is sent; null when it had shown none. */
export function sentAgain({ config }: Services, req: Request): { id: string; owner: string } | null {
  const referer = req.get('Referer');
  if (referer === undefined || !URL.canParse(referer)) return null;
  const id = idIn(new URL(referer).searchParams.get(keptParameter));
  return id === null ? null : { id, owner: ownerOf(req, config.SESSION_SECRET) };
}

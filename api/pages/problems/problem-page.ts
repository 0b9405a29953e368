import type { Request, Response } from 'express';
import type { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import type { Services } from '../../services.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { framed, type Viewer, viewerOf } from '../frame/frame.ts';
import { bareSpace, isOfOrganisations } from '../organisation/frame/space.ts';
import { localPath } from '../../security/return-path.ts';
import type { Texts } from '../texts/index.ts';
import { problemText, type ToldProblem } from './problem-text.ts';

interface ProblemView extends ToldProblem {
  t: Texts['problems'];
  advice: string;
  requestId: string | null;
  links: { href: string; label: string }[];
}

const problemPage = template<ProblemView>('problems/problem');
const apiPaths = /^\/(?:api(?:\/|$)|healthz$|readyz$)/;

/** Whether an error is to be read by a person in a browser; programs, and everything under `/api`, get a problem document. */
export function wantsPage(req: Request): boolean {
  return !apiPaths.test(req.path) && req.accepts(['html', 'application/problem+json', 'json']) === 'html';
}

/** Answers an error with a page: what happened, what to do. Who must log in first is sent there, and comes back after it. */
export async function writeProblemPage(
  services: Services,
  problem: Problem,
  req: Request,
  res: Response,
): Promise<void> {
  res.set(problem.headers);
  if (problem.code === 'authentication_required') {
    res.set('Cache-Control', 'no-store').redirect(303, logInPathFrom(req));
    return;
  }
  const { status } = problemTable[problem.code];
  const context = contextOf(req);
  const told = problemText(context.language, problem);
  const main = problemPage({
    ...told,
    ...(isOfOrganisations(req.path)
      ? memberGuidance(context, status, problem)
      : guidance(context.texts.problems, status, problem)),
    requestId: status >= 500 ? requestIdOf(req) : null,
  });
  const parts = { title: told.title, main, status };
  const reply = isOfOrganisations(req.path)
    ? framed(services, req, { ...parts, space: bareSpace(context) }, 'unknown')
    : framed(services, req, parts, await viewerIfKnown(services, status, req));
  res
    .status(status)
    .set(reply.headers ?? {})
    .type('html')
    .send(reply.text?.body);
}

function logInPathFrom(req: Request): string {
  const before = encodeURIComponent(pageBefore(req));
  return isOfOrganisations(req.path)
    ? `/organisme/connexion?retour=${before}`
    : `/connexion?retour=${before}`;
}

/** The page that a person was on: this one, or for a form the one that it stood on. */
function pageBefore(req: Request): string {
  const home = isOfOrganisations(req.path) ? '/organisme' : '/dossiers';
  if (req.method === 'GET') return localPath(req.originalUrl) ?? home;
  const referer = req.get('Referer');
  if (referer === undefined || !URL.canParse(referer)) return home;
  const { pathname, search } = new URL(referer);
  return localPath(pathname + search) ?? home;
}

/** When the fault is ours, the database may be what is down: the frame then shows nobody. */
async function viewerIfKnown(services: Services, status: number, req: Request): Promise<Viewer> {
  if (status >= 500 || (req.session as unknown) === undefined) return 'unknown';
  try {
    return await viewerOf(services, services.db.em.fork(), req);
  } catch {
    return 'unknown';
  }
}

function guidance(t: Texts['problems'], status: number, { code, headers }: Problem) {
  const seconds = Number(headers['Retry-After'] ?? 0);
  const home = { href: '/', label: t.home };
  const mine = { href: '/dossiers', label: t.dossiers };
  switch (status) {
    case 404:
      return {
        t,
        advice: code === 'training_not_found' ? t.adviceTraining : t.adviceNotFound,
        links: [{ href: '/formations', label: t.search }, mine, home],
      };
    case 403:
      return { t, advice: t.adviceForbidden, links: [mine, home] };
    case 409:
    case 422:
      return { t, advice: t.adviceRefused, links: [mine, home] };
    case 413:
      return { t, advice: t.adviceTooLarge, links: [home] };
    case 429:
      return { t, advice: t.adviceWait(Math.max(1, Math.ceil(seconds / 60))), links: [home] };
    case 503:
      return { t, advice: t.adviceUnavailable, links: [home] };
    default:
      return { t, advice: status >= 500 ? t.adviceOurFault : t.adviceOther, links: [home] };
  }
}

function memberGuidance({ texts }: PageContext, status: number, problem: Problem) {
  const inbox = { href: '/organisme', label: texts.organisation.menu.dossiers };
  const { code } = problem;
  if (code === 'not_permitted')
    return { t: texts.problems, advice: texts.problems.adviceRole, links: [inbox] };
  const factor = { href: '/organisme/double-authentification', label: texts.organisation.turnOnFactor };
  const links = code === 'second_factor_required' ? [factor, inbox] : [inbox];
  const { t, advice } = guidance(texts.problems, status, problem);
  return { t, advice: code === 'second_factor_required' ? texts.problems.adviceFactor : advice, links };
}

function requestIdOf({ id }: Request): string | null {
  return typeof id === 'string' ? id : null;
}

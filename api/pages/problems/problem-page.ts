import type { Request, Response } from 'express';
import { write } from '../../http/reply.ts';
import { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import type { Services } from '../../services.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { framed, type Space, type Viewer, viewerOf } from '../frame/frame.ts';
import { bareSpace, isOfOrganisations, memberFrame } from '../organisation/frame/space.ts';
import type { Texts } from '../texts/index.ts';
import { type Guidance, guidanceFor } from './guidance.ts';
import { pageBefore } from './page-before.ts';
import { proofParts } from './proof-page.ts';

interface ProblemView extends Guidance {
  t: Texts['problems'];
  requestId: string | null;
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
    res.set('Cache-Control', 'no-store').redirect(303, logInPathFrom(req, pageBefore(req)));
    return;
  }
  if (problem.code === 'fresh_proof_required') {
    await writeProofPage(services, problem, req, res);
    return;
  }
  const { status } = problemTable[problem.code];
  const guidance = guidanceFor(req, problem);
  const main = problemPage({
    ...guidance,
    t: contextOf(req).texts.problems,
    requestId: status >= 500 ? requestIdOf(req) : null,
  });
  const { viewer, ...frame } = await frameOf(services, status, req);
  // Where no page can be read, the way through another language leads to the page before.
  const path = req.method === 'GET' ? {} : { path: pageBefore(req) };
  write(res, framed(services, req, { title: guidance.title, main, status, ...path, ...frame }, viewer));
}

async function writeProofPage(
  services: Services,
  problem: Problem,
  req: Request,
  res: Response,
): Promise<void> {
  const { viewer, ...frame } = await frameOf(services, 403, req);
  write(res, framed(services, req, { ...proofParts(req, problem), ...frame }, viewer));
}

/** Where one logs in, to come back to a page after it. */
export function logInPathFrom(req: Request, page: string): string {
  const before = encodeURIComponent(page);
  return isOfOrganisations(req.path)
    ? `/organisme/connexion?retour=${before}`
    : `/connexion?retour=${before}`;
}

/** When the fault is ours, the database may be what is down: the frame then shows nobody. */
async function frameOf(
  services: Services,
  status: number,
  req: Request,
): Promise<{ viewer: Viewer; space?: Space }> {
  const bare = isOfOrganisations(req.path) ? { space: bareSpace(contextOf(req)) } : {};
  if (status >= 500 || (req.session as unknown) === undefined) return { viewer: 'unknown', ...bare };
  const em = services.db.em.fork();
  try {
    return isOfOrganisations(req.path)
      ? await memberFrame(em, req, { now: services.clock.now() })
      : { viewer: await viewerOf(services, em, req) };
  } catch (error) {
    const isNobody = error instanceof Problem && error.code === 'authentication_required';
    return { viewer: isNobody ? null : 'unknown', ...bare };
  }
}

function requestIdOf({ id }: Request): string | null {
  return typeof id === 'string' ? id : null;
}

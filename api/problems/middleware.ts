import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { wantsPage, writeProblemPage } from '../pages/problems/problem-page.ts';
import { sessionMiddleware } from '../security/sessions.ts';
import type { Services } from '../services.ts';
import { problemDocument, problemMediaType } from './document.ts';
import { problemOf } from './of-error.ts';
import { Problem } from './problem.ts';
import { problemTable } from './table.ts';

/** Answers whatever no route took. */
export const unknownRoute: RequestHandler = () => {
  throw new Problem('not_found');
};

/**
 * The one place that writes errors: a problem document for programs, a page for a person in a browser. What caused a 5xx goes
 * to the log and never to the caller.
 */
export function writeProblems(services: Services): ErrorRequestHandler {
  const session = sessionMiddleware(services);
  return async (error: unknown, req, res, next) => {
    const problem = problemOf(error);
    const { status } = problemTable[problem.code];
    if (status >= 500) res.err = problem.cause instanceof Error ? problem.cause : problem;
    if (res.headersSent) {
      next(error);
      return;
    }
    if (wantsPage(req)) {
      if (status < 500) await loaded(session, req, res);
      await writeProblemPage(services, problem, req, res);
    } else send(res, status, problem, typeof req.id === 'string' ? req.id : null);
  };
}

/** Reads the session of an address that needs none: whoever is logged in finds their own menu around the error. */
async function loaded(session: RequestHandler, req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve) => void session(req, res, () => resolve()));
}

function send(res: Response, status: number, problem: Problem, requestId: string | null): void {
  res.status(status).set(problem.headers).set('Cache-Control', 'no-store').type(problemMediaType);
  res.send(JSON.stringify(problemDocument(problem, requestId)));
}

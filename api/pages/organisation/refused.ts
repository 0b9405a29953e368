import type { Request } from 'express';
import { type Reply, seeOther } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import { contextOf } from '../context.ts';
import { leaveNotice, type Notice } from '../frame/notice.ts';
import { problemText, type ToldProblem } from '../problems/problem-text.ts';

/** Why something was not done, for the page that it was asked on. */
export interface Refused extends ToldProblem {
  status: number;
}

/** Reads an error as a refusal to show; null when it is none: a fault, somebody unknown, something that is not there. */
export function refusedOf(req: Request, error: unknown): Refused | null {
  if (!(error instanceof Problem)) return null;
  const { status } = problemTable[error.code];
  if (status >= 500 || status === 404 || status === 403 || error.code === 'authentication_required')
    return null;
  return { ...problemText(contextOf(req).language, error), status };
}

/** Does what a form asks and leads to a page that says so; a refusal is shown by the page that the form stands on. */
export async function attempt(
  exchange: Exchange,
  {
    notice,
    path,
    work,
    show,
  }: {
    notice: Notice;
    path: string;
    work: () => Promise<Reply | void>;
    show: (refused: Refused, error: Problem) => Promise<Reply>;
  },
): Promise<Reply> {
  try {
    const reply = await work();
    leaveNotice(exchange.req.session, reply?.status === 202 ? 'received' : notice);
    return seeOther(path);
  } catch (error) {
    const refused = refusedOf(exchange.req, error);
    if (refused === null || !(error instanceof Problem)) throw error;
    return await show(refused, error);
  }
}

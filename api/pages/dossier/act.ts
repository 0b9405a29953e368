import type { DossierNumber } from '../../../domain/dossier/number.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { type ProblemCode, problemTable } from '../../problems/table.ts';
import { contextOf } from '../context.ts';
import { leaveNotice, type Notice } from '../frame/notice.ts';
import { problemText } from '../problems/problem-text.ts';
import { type RefusedAction, showDossier } from './show.ts';

/** Where a dossier's page is. */
export function dossierPath(number: DossierNumber): string {
  return `/dossiers/${number}`;
}

/** What a form asks. */
export interface Action {
  notice: Notice;
  /** Where it leads once done; the dossier's page unless given. */
  path?: string;
  /** A refusal that the caller shows itself. */
  passes?: ProblemCode;
  /** What was typed, to be shown again when it is refused. */
  typed?: Pick<RefusedAction, 'contest'>;
  work: () => Promise<Reply>;
}

/**
 * Does what a form asks and leads back to a page that says so; a message that is only received so far is said to be under
 * way. A refusal shows the dossier as it is now, with the reason above it.
 */
export async function act(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  { notice, path = dossierPath(number), work, passes, typed = {} }: Action,
): Promise<Reply> {
  try {
    const { status } = await work();
    leaveNotice(exchange.req.session, status === 202 ? 'received' : notice);
    return seeOther(status === 202 ? dossierPath(number) : path);
  } catch (error) {
    const refused = refusedAction(exchange, error);
    const isPassed = error instanceof Problem && error.code === passes;
    if (refused === null || isPassed) throw error;
    return await showDossier(exchange, number, { ...refused, ...typed });
  }
}

/** What a person is told when an action was refused; null when an error is none of a dossier's refusals. */
export function refusedAction({ req }: Exchange, error: unknown): RefusedAction | null {
  if (!(error instanceof Problem)) return null;
  const { status } = problemTable[error.code];
  const isPaymentAway = error.code === 'payment_not_configured' || error.code === 'payment_unavailable';
  const isRefusal = status === 409 || status === 422 || isPaymentAway;
  return isRefusal ? { ...problemText(contextOf(req).language, error), status } : null;
}

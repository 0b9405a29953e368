import type { DossierNumber } from '../../../domain/dossier/number.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { leaveNotice, type Notice } from '../frame/notice.ts';

/** Where a dossier's page is. */
export function dossierPath(number: DossierNumber): string {
  return `/dossiers/${number}`;
}

/** What a form asks. */
export interface Action {
  notice: Notice;
  /** Where it leads once done; the dossier's page unless given. */
  path?: string;
  work: () => Promise<Reply>;
}

/** Does what a form asks and leads back to a page that says so; a message that is only received so far is said to be under way. */
export async function act(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  { notice, path = dossierPath(number), work }: Action,
): Promise<Reply> {
  const { status } = await work();
  leaveNotice(exchange.req.session, status === 202 ? 'received' : notice);
  return seeOther(status === 202 ? dossierPath(number) : path);
}

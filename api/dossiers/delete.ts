import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, type Reply, received } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { refused } from '../problems/refused.ts';
import { pathOf } from './paths.ts';
import { dispatch } from './send.ts';

/** Takes a draft or a finished dossier off the trainee's list; the same request again gets the same answer. */
export async function deleteDossier(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
): Promise<Reply> {
  const delivered = await dispatch(exchange, number, { type: 'delete', contents: {} });
  switch (delivered.outcome) {
    case 'accepted':
      return done;
    case 'received':
      return received(pathOf(exchange.caller, number), delivered.receipt);
    case 'refused':
      throw refused(delivered.refusal);
  }
}

import type { z } from 'zod';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import type { contestSchema } from '../schemas/messages.ts';
import { send } from './send.ts';

/** Contests a declaration for the trainee; the words stay in Postgres, for both sides and the operators. */
export async function contestByTrainee(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  { about, reason }: z.output<typeof contestSchema>,
): Promise<Reply> {
  return await send(exchange, number, {
    type: 'contest',
    contents: { about, reasonId: null },
    text: { field: 'reasonId', body: reason },
  });
}

import type { z } from 'zod';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import type { traineeCancellationSchema } from '../schemas/messages.ts';
import { send } from './send.ts';

/**
 * Cancels for the trainee, with what they were shown if they say so. Throws `consequences_changed`, with the new
 * consequences, when it would do something else by now.
 */
export async function cancelByTrainee(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  cancellation: z.output<typeof traineeCancellationSchema>,
): Promise<Reply> {
  const expected = cancellation?.expected;
  return await send(exchange, number, {
    type: 'cancel',
    contents: {
      reason: cancellation?.reason ?? null,
      ...(expected === undefined ? {} : { expected }),
      ...(cancellation?.withoutProof === true ? { withoutProof: true } : {}),
    },
  });
}

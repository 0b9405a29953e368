import type { z } from 'zod';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import type { sharedReplySchema } from '../schemas/messages.ts';
import { replyTo } from './organisation-messages.ts';

/** What is said to each of several dossiers. */
export type SharedReply = z.output<typeof sharedReplySchema>;

/** What became of one: `received` when it is kept and no worker answered in time. */
export interface ReplyOutcome {
  number: DossierNumber;
  outcome: 'done' | 'received' | 'refused';
  /** Why it was refused. */
  problem: Problem | null;
}

/** Sends one reply to several dossiers, each by itself: what is refused for one says nothing of the others. */
export async function replyToMany(
  exchange: Exchange<OrganisationCaller>,
  numbers: readonly DossierNumber[],
  reply: SharedReply,
): Promise<ReplyOutcome[]> {
  const outcomes: ReplyOutcome[] = [];
  // One after the other: an organisation's wish must not take every connection of the service.
  for (const number of new Set(numbers)) outcomes.push(await replyToOne(exchange, number, reply));
  return outcomes;
}

async function replyToOne(
  exchange: Exchange<OrganisationCaller>,
  number: DossierNumber,
  reply: SharedReply,
): Promise<ReplyOutcome> {
  const key = exchange.idempotencyKey;
  try {
    const own = { ...exchange, idempotencyKey: key === null ? null : `${key}:${number}` };
    const { status } = await replyTo(own, number, reply);
    return { number, outcome: status === 202 ? 'received' : 'done', problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { number, outcome: 'refused', problem: error };
  }
}

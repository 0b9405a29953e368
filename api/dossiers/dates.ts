import type { z } from 'zod';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { OrganisationCaller, TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import type { dateAnswerSchema, dateProposalSchema } from '../schemas/messages.ts';
import { send } from './send.ts';

/** Proposes other dates for the organisation; its note stays in Postgres. */
export async function proposeDates(
  exchange: Exchange<OrganisationCaller>,
  number: DossierNumber,
  { startsOn, endsOn, note }: z.output<typeof dateProposalSchema>,
): Promise<Reply> {
  return await send(exchange, number, {
    type: 'propose_dates',
    contents: { startsOn, endsOn, noteId: null },
    ...(note === undefined ? {} : { text: { field: 'noteId', body: note } }),
  });
}

/** Takes proposed dates back. */
export async function withdrawDates(
  exchange: Exchange<OrganisationCaller>,
  number: DossierNumber,
): Promise<Reply> {
  return await send(exchange, number, { type: 'withdraw_dates', contents: {} });
}

/** Answers proposed dates for the trainee. */
export async function answerDates(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  answer: z.output<typeof dateAnswerSchema>,
): Promise<Reply> {
  if (answer.decision === 'decline')
    return await send(exchange, number, { type: 'decline_dates', contents: {} });
  const { startsOn, endsOn } = answer;
  return await send(exchange, number, { type: 'accept_dates', contents: { startsOn, endsOn } });
}

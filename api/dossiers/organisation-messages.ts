import type { z } from 'zod';
import { organisationForceMajeure } from '../../domain/dossier/cancellation-reasons.ts';
import type { ProposedChanges } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import type {
  endSchema,
  entrySchema,
  organisationCancellationSchema,
  replySchema,
} from '../schemas/messages.ts';
import { send } from './send.ts';

type From = Exchange<OrganisationCaller>;

/** Sends an organisation's reply; its free text stays in Postgres. */
export async function replyTo(
  exchange: From,
  number: DossierNumber,
  reply: z.output<typeof replySchema>,
): Promise<Reply> {
  switch (reply.decision) {
    case 'acknowledge':
    case 'accept':
      return await send(exchange, number, { type: reply.decision, contents: {} });
    case 'refuse':
      return await send(exchange, number, {
        type: 'refuse',
        contents: { reasonId: null },
        ...textOf('reasonId', reply.reason),
      });
    case 'propose': {
      const { note, ...changes } = reply.changes;
      return await send(exchange, number, {
        type: 'propose',
        // JSON has no undefined: a field that is absent from the request is absent here.
        contents: {
          changes: changes as ProposedChanges,
          noteId: null,
          ...(reply.confirmedPriceCents == null ? {} : { confirmedPriceCents: reply.confirmedPriceCents }),
        },
        ...textOf('noteId', note),
      });
    }
  }
}

/** Declares that the trainee entered. */
export async function declareEntry(
  exchange: From,
  number: DossierNumber,
  { enteredOn }: z.output<typeof entrySchema>,
): Promise<Reply> {
  return await send(exchange, number, { type: 'declare_entry', contents: { enteredOn } });
}

/** Declares the end. */
export async function declareEnd(
  exchange: From,
  number: DossierNumber,
  { endedOn, attendancePercent, reason }: z.output<typeof endSchema>,
): Promise<Reply> {
  return await send(exchange, number, {
    type: 'declare_end',
    contents: { endedOn, attendancePercent, reasonId: null },
    ...textOf('reasonId', reason),
  });
}

/** Cancels for the organisation; a reason that is not on the list is its own text. */
export async function cancelByOrganisation(
  exchange: From,
  number: DossierNumber,
  { reason }: z.output<typeof organisationCancellationSchema>,
): Promise<Reply> {
  const listed = organisationForceMajeure.find((known) => known === reason) ?? null;
  return await send(exchange, number, {
    type: 'withdraw',
    contents: { reason: listed, reasonId: null },
    ...textOf('reasonId', listed === null ? reason : undefined),
  });
}

function textOf<F extends string>(field: F, body: string | undefined) {
  return body === undefined ? {} : { text: { field, body } };
}

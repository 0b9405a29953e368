import type { DossierMessage, MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Caller } from '../http/caller.ts';
import { ok, type Reply, received } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { refused } from '../problems/refused.ts';
import { stateOf } from './access.ts';
import { deliver, type Delivered } from './deliver.ts';
import { fingerprintOf, messageIdOf, uuidOf } from './message-id.ts';
import { pathOf } from './paths.ts';
import { readAfter } from './read.ts';
import { noteSender } from './senders.ts';
import { dropText, keepText } from './texts.ts';

/** What a request says to a dossier; a text goes to Postgres, and only its id into the message. */
export interface Sending<T extends MessageType = MessageType> {
  type: T;
  contents: MessageContents[T];
  text?: { field: keyof MessageContents[T] & ('noteId' | 'reasonId'); body: string };
}

/** Sends a message to a dossier that the caller may see; answers with the dossier after it, or with a receipt. */
export async function send<T extends MessageType>(
  exchange: Exchange<Caller>,
  number: DossierNumber,
  sending: Sending<T>,
): Promise<Reply> {
  const state = await stateOf(exchange.em, exchange.caller, number);
  const delivered = await dispatch(exchange, number, sending);
  switch (delivered.outcome) {
    case 'accepted':
      return ok(await readAfter(exchange, number, delivered.answer.version));
    case 'received':
      return received(pathOf(exchange.caller, number), delivered.receipt);
    case 'refused':
      throw refused(delivered.refusal);
    case 'gone':
      throw refused({ refused: 'not_allowed_in_state', state });
  }
}

/** Keeps the text, if any, delivers the message, and takes the text back when the message is refused. */
export async function dispatch<T extends MessageType>(
  exchange: Exchange<Caller>,
  number: DossierNumber,
  { type, contents, text }: Sending<T>,
): Promise<Delivered> {
  const { em, caller, services, receivedAt, giveUpAt } = exchange;
  const id = messageIdOf(caller, exchange.idempotencyKey);
  const textId = text === undefined ? null : uuidOf(`${number} ${id}`);
  const isNewText =
    text !== undefined &&
    textId !== null &&
    (await keepText(em, { id: textId, number, author: caller.role, body: text.body }));
  const withText = text === undefined ? contents : { ...contents, [text.field]: textId };
  if (caller.role === 'organisation') await noteSender(em, number, id, caller.by);
  const message = { id, by: caller.role, receivedAt, type, ...withText } as unknown as DossierMessage;
  const fingerprint = fingerprintOf(type, { ...contents, text: text?.body ?? null });

  const delivered = await deliver(services, { number, delivery: { message, fingerprint }, giveUpAt });
  const isLost = delivered.outcome === 'refused' || delivered.outcome === 'gone';
  if (isLost && isNewText && textId !== null) await dropText(em, textId);
  return delivered;
}

import { check } from '../../domain/dossier/check.ts';
import type { DossierMessage, MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import type { Caller } from '../http/caller.ts';
import { ok, type Reply, received } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { refused } from '../problems/refused.ts';
import { addresseeOf } from './access.ts';
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
  const delivered = await dispatch(exchange, number, sending);
  switch (delivered.outcome) {
    case 'accepted':
      return ok(await readAfter(exchange, number));
    case 'received':
      return received(pathOf(exchange.caller, number), delivered.receipt);
    case 'refused':
      throw refused(delivered.refusal);
  }
}

/**
 * Delivers a message, with its text kept first if it has one; the text is taken back when the message is refused. What was applied
 * before, or what the dossier already forbids, is answered from its row. Throws `dossier_not_found` for a dossier that the caller may
 * not see, `idempotency_key_reused` for another message under the same key.
 */
export async function dispatch<T extends MessageType>(
  exchange: Exchange<Caller>,
  number: DossierNumber,
  { type, contents, text }: Sending<T>,
): Promise<Delivered> {
  const { em, caller, services, receivedAt, giveUpAt } = exchange;
  const id = messageIdOf(caller, exchange.idempotencyKey);
  const fingerprint = fingerprintOf(type, { ...contents, text: text?.body ?? null });
  const { dossier, known } = await addresseeOf(em, caller, number, id);
  const noted = async () => caller.role === 'organisation' && (await noteSender(em, number, id, caller.by));
  if (known !== null) {
    if (known.fingerprint !== fingerprint) throw new Problem('idempotency_key_reused');
    await noted();
    return { outcome: 'accepted', answer: { version: known.version, state: known.state } };
  }
  const textId = text === undefined ? null : uuidOf(`${number} ${id}`);
  const withText = text === undefined ? contents : { ...contents, [text.field]: textId };
  const message = { id, by: caller.role, receivedAt, type, ...withText } as unknown as DossierMessage;
  const obstacle = check(dossier, message);
  if (isRefusal(obstacle)) return { outcome: 'refused', refusal: obstacle };

  const isNewText =
    text !== undefined &&
    textId !== null &&
    (await keepText(em, { id: textId, number, author: caller.role, body: text.body }));
  // Beside each other: where one fails, the caller is told so, and sends the same again.
  const [delivered] = await Promise.all([
    deliver(services, { dossier, message, fingerprint, giveUpAt }),
    noted(),
  ]);
  if (delivered.outcome === 'refused' && isNewText) await dropText(em, textId);
  return delivered;
}

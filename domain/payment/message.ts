import type { MessageContents, MessageType } from '../dossier/messages.ts';

type PaymentMessageType = Extract<MessageType, `payment_${string}` | `refund_${string}` | 'dispute_closed'>;

/** What the payment service says of a payment or of a refund, as the dossier is told it: no sender puts it in other words. */
export type PaymentMessage = {
  [K in PaymentMessageType]: { type: K } & MessageContents[K];
}[PaymentMessageType];

/** The failure of an attempt whose reason the payment service did not give. */
export const unexplainedFailure = 'payment_failed';

// As long as an id may be.
const longest = 200;

/** The id of a message that was found out by asking: what it says, so that the same thing found twice is one message. */
export function foundId(message: PaymentMessage): string {
  return `found:${Object.values(message).join(':')}`.slice(0, longest);
}

import type { Audience, DossierNoticeKind } from './notice-kinds.ts';

/**
 * The mails that each reader may switch off: news that ask for nothing. Never what asks for an action, an entry, an end, a
 * cancellation, a refusal, a validation, or what is about the account.
 */
export const optionalKinds = {
  trainee: ['request_acknowledged', 'deadline_extended', 'payment_pending', 'refund', 'message'],
  organisation: ['deadline_extended', 'message'],
} as const satisfies Readonly<Record<Audience, readonly DossierNoticeKind[]>>;

/** A mail that its reader may switch off. */
export type OptionalKind = (typeof optionalKinds)[Audience][number];

/** Tells whether a reader may switch a kind of mail off. */
export function isOptional(audience: Audience, kind: string): kind is OptionalKind {
  return optionalKinds[audience].some((optional) => optional === kind);
}

/** How a person reads each of them. */
export const optionalKindLabels: Readonly<Record<OptionalKind, string>> = {
  request_acknowledged: 'accusé de réception de l’organisme',
  deadline_extended: 'date limite reportée',
  payment_pending: 'paiement en cours de traitement',
  refund: 'remboursement',
  message: 'nouveau message',
};

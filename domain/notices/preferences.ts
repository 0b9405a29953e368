import type { Audience, DossierNoticeKind } from './notice-kinds.ts';

/**
 * The mails that each reader may switch off: news that ask for nothing. Never what tells of money, entry, end, a cancellation or
 * a deadline, and never what asks for an action (docs/rules.md, Telling people).
 */
export const optionalKinds = {
  trainee: ['message'],
  organisation: ['message'],
} as const satisfies Readonly<Record<Audience, readonly DossierNoticeKind[]>>;

/** A mail that its reader may switch off. */
export type OptionalKind = (typeof optionalKinds)[Audience][number];

/** Tells whether a reader may switch a kind of mail off. */
export function isOptional(audience: Audience, kind: string): kind is OptionalKind {
  return optionalKinds[audience].some((optional) => optional === kind);
}

/** How a person reads each of them. */
export const optionalKindLabels: Readonly<Record<OptionalKind, string>> = {
  message: 'nouveau message',
};

/**
 * What no later mail of a dossier tells again: the end of something, and money. Such a mail leaves however late, whatever came
 * after it.
 */
const lasting: readonly DossierNoticeKind[] = [
  ...(['refund', 'validated', 'in_training', 'completed'] as const),
  ...(['request_cancelled', 'cancelled', 'cancelled_by_organisation'] as const),
];

/** Tells whether a mail must reach its reader even when a later one is on its way. */
export function isLasting(kind: DossierNoticeKind): boolean {
  return lasting.includes(kind);
}

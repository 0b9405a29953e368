import type { DossierState } from '../dossier/states.ts';

/** Who a notice about a dossier is for: the trainee, or the contact of the organisation. */
export type Audience = 'trainee' | 'organisation';

/** What a notice about a dossier tells: the state that was reached, or what happened within one. */
export type DossierNoticeKind =
  | Exclude<DossierState, 'draft'>
  | 'request_acknowledged'
  | 'dates_proposed'
  | 'dates_withdrawn'
  | 'dates_accepted'
  | 'dates_declined'
  | 'deadline_extended'
  | 'refund'
  | 'contested'
  | 'contest_decided'
  | 'draft_erased'
  | 'message'
  | 'reminder';

/** What is told to a person about the account rather than about a dossier; each has its template. */
export const accountNoticeKinds = ['account_created', 'password_changed'] as const;

/** One of {@link accountNoticeKinds}. */
export type AccountNoticeKind = (typeof accountNoticeKinds)[number];

/** What became of a notice, in the order in which it may happen. */
export const noticeStatuses = [
  'planned',
  'superseded',
  'refused',
  'sent',
  'delivered',
  'suppressed',
  'bounced',
  'complained',
] as const;

/** One of {@link noticeStatuses}. */
export type NoticeStatus = (typeof noticeStatuses)[number];

/** Notices that did not reach their reader, or will not next time: operators and the person are told. */
export const failedStatuses: readonly NoticeStatus[] = ['refused', 'suppressed', 'bounced', 'complained'];

/** What the page shows for a notice's status; superseded ones are not shown. */
export const noticeStatusLabels: Readonly<Record<NoticeStatus, string>> = {
  planned: 'email en attente d’envoi',
  superseded: 'email devenu sans objet',
  refused: 'email non envoyé : adresse refusée',
  sent: 'email envoyé',
  delivered: 'email remis',
  suppressed: 'email non remis : adresse bloquée',
  bounced: 'email non remis : adresse injoignable',
  complained: 'email remis puis signalé comme indésirable',
};

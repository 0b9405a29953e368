import { defineEntity, p } from '@mikro-orm/postgresql';
import type {
  AccountNoticeKind,
  Audience,
  DossierNoticeKind,
  NoticeStatus,
} from '../../domain/notices/notice-kinds.ts';

/** One mail to one reader about one event; the address is read when it is sent, and never kept here. */
export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  properties: {
    id: p.text().primary(),
    /** The order in which notices were planned. */
    seq: p.bigint(),
    /** Notices of one stream leave one after the other. */
    stream: p.text(),
    audience: p.text().$type<Audience>(),
    /** A trainee or an organisation, by the audience. */
    recipientId: p.uuid(),
    kind: p.text().$type<DossierNoticeKind | AccountNoticeKind>(),
    dossierNumber: p.text().nullable(),
    dossierVersion: p.integer().nullable(),
    /** The message that the event records. */
    messageId: p.text(),
    eventAt: p.datetime(),
    status: p.text().$type<NoticeStatus>().default('planned'),
    /** A code that says why, when it was refused or superseded. */
    reason: p.text().nullable(),
    /** The mail service's id. */
    mailId: p.text().nullable(),
    /** SHA-256 of the address it went to, to tell whether a failure is about the address of today. */
    addressDigest: p.blob().nullable(),
    /** When the morning's digest that it waits for is due; null when it leaves at once. */
    holdUntil: p.datetime().nullable(),
    plannedAt: p.datetime().defaultRaw('now()'),
    /** Until when somebody sees to sending it; null or past: nobody does. */
    claimedUntil: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
  },
});

/** An event of the mail service that was taken: its id makes a repetition change nothing. */
export const MailEvent = defineEntity({
  name: 'MailEvent',
  tableName: 'mail_events',
  properties: {
    id: p.text().primary(),
    noticeId: p.text(),
    type: p.text(),
    at: p.datetime(),
    receivedAt: p.datetime().defaultRaw('now()'),
  },
});

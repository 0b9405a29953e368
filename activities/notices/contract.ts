import type { MailRef } from '../../domain/notices/mail-ref.ts';

/** What became of a mail. */
export interface SendOutcome {
  /** `none`: it was settled before. */
  outcome: 'none' | 'sent' | 'superseded' | 'refused';
  /** A code, when it was not sent. */
  reason: string | null;
}

/** The activities that tell people by mail. */
export interface NoticeActivities {
  /** Sends a mail, unless it is outdated; throws as long as the mail service does not take it. */
  sendNotice(ref: MailRef): Promise<SendOutcome>;
  /** Notes that a mail was tried in vain for days. */
  giveUpNotice(ref: MailRef): Promise<SendOutcome>;
}

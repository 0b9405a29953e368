/** What became of the notice at the head of a stream. */
export type SendOutcome =
  | { outcome: 'none' }
  | {
      outcome: 'sent' | 'superseded' | 'refused';
      /** The notice's id: a dossier's number, version and audience, never an address. */
      id: string;
      /** A code, when it was not sent. */
      reason: string | null;
      /** Whether another notice of the stream waits. */
      more: boolean;
    };

/** The activities that tell people by mail. */
export interface NoticeActivities {
  /** Plans notices for new events and starts what sends them, for some minutes or until the worker stops. */
  carryNotices(): Promise<void>;
  /** Sends the next notice of a stream, unless it is outdated; throws as long as the mail service does not take it. */
  sendNext(stream: string): Promise<SendOutcome>;
  /** Notes that the next notice of a stream was tried in vain for days. */
  giveUp(stream: string): Promise<SendOutcome>;
}

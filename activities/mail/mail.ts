/** A mail ready to go, in both forms; without personal data beyond what its reader needs. */
export interface Mail {
  subject: string;
  html: string;
  text: string;
  attachments?: readonly Attachment[];
  /** Further header lines, such as `List-Unsubscribe`. */
  headers?: Readonly<Record<string, string>>;
}

/** A file that goes with a mail. */
export interface Attachment {
  filename: string;
  contentType: string;
  content: string | Buffer;
}

/** A mail with its reader. */
export interface AddressedMail extends Mail {
  to: string;
  /** Come back with the service's events: letters, digits, `-` and `_` alone. */
  tags?: Readonly<Record<string, string>>;
}

/** Sends mails. */
export interface Mailer {
  /**
   * Hands a mail to the service; the same key again within a day sends nothing more.
   * @throws {MailRefusedError} when the service refuses it for good; anything else may be tried again.
   */
  send(mail: AddressedMail, idempotencyKey: string): Promise<{ id: string }>;
}

/** The mail service refuses this mail, and would refuse it again: a bad or suppressed address, an invalid request. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
  /** The service's own code, such as `validation_error`. */
  readonly code: string;

  constructor(code: string) {
    super(`The mail was refused: ${code}`);
    this.code = code;
  }
}

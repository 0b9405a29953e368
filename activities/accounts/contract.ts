/** The activities of a registration. Each may run more than once for the same request and then gives the same answer. */
export interface RegistrationActivities {
  /**
   * Sends a new code to the address that was given; or, when there is an account already, tells its owner alone. Which of the
   * two, nobody learns from the answer.
   */
  sendRegistrationCode(request: { registrationId: string; sequence: number }): Promise<void>;
  /** Tells whether an attempt holds the code, which is then used up. */
  tryRegistrationCode(request: { registrationId: string; attemptId: string }): Promise<boolean>;
  /** Makes the account and erases the registration's contents; `taken` when number or email has an account since. */
  openRegisteredAccount(request: { registrationId: string }): Promise<'opened' | 'taken' | 'incomplete'>;
  /** Tells by mail what became of a registration: welcome, or that there was an account already. */
  sendRegistrationResult(request: { registrationId: string; result: 'opened' | 'taken' }): Promise<void>;
  /** Erases what the registration says of the person. */
  eraseRegistrationContents(request: { registrationId: string }): Promise<void>;
  /** Erases the registration whole. */
  eraseRegistration(request: { registrationId: string }): Promise<void>;
}

/** The activities of a mail to an account's owner. */
export interface AccountRequestActivities {
  /** Sends the mail, with a link of its own where it needs one; nothing when nobody has that account. */
  sendAccountMail(request: { requestId: string }): Promise<void>;
  /** Erases what the mail was about, its link included. */
  eraseAccountRequest(request: { requestId: string }): Promise<void>;
}

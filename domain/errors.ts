/**
 * Names every way a rule of `domain/` can say no; the API maps each code to an HTTP status in one table.
 * A code is stable: clients may rely on it, so rename none.
 */
export type ErrorCode =
  | 'account_exists'
  | 'credit_reference_reused'
  | 'invalid_address_complement'
  | 'invalid_birth_name'
  | 'invalid_business_day_count'
  | 'invalid_calendar_day'
  | 'invalid_city'
  | 'invalid_country'
  | 'invalid_deadline_extension'
  | 'invalid_diploma_level'
  | 'invalid_diploma_year'
  | 'invalid_dossier_number'
  | 'invalid_email'
  | 'invalid_instant'
  | 'invalid_money'
  | 'invalid_nir'
  | 'invalid_phone'
  | 'invalid_postcode'
  | 'invalid_siret'
  | 'invalid_street'
  | 'invalid_time_of_day'
  | 'unknown_policy_version'
  | 'unreadable_catalogue'
  | 'unreadable_document'
  | 'unreadable_nir'
  | 'unreadable_secret';

/**
 * Base of every error thrown on purpose by `domain/`: a stable `code`, and a French message fit for a user.
 * `details` never holds personal data: it may reach logs and a workflow history.
 */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: ErrorCode;
  declare readonly details?: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    if (details !== undefined) this.details = details;
  }
}

/** Says which part of a social security number is wrong, in the order in which the parts are checked. */
export type NirPart = 'characters' | 'length' | 'sex' | 'birth_month' | 'department' | 'order' | 'key';

/** Refuses a social security number and names the wrong part; it never repeats the number itself. */
export class InvalidNirError extends DomainError {
  override readonly name = 'InvalidNirError';
  readonly part: NirPart;

  constructor(part: NirPart, message: string) {
    super('invalid_nir', message, { part });
    this.part = part;
  }
}

/** Says why something that is stored encrypted cannot be read back. */
export type SealDefect = 'unknown_key' | 'tampered';

/** Refuses to read a stored social security number: its key is not configured, or it is not what was sealed for this person. */
export class SealedNirError extends DomainError {
  override readonly name = 'SealedNirError';
  readonly defect: SealDefect;

  constructor(defect: SealDefect) {
    super('unreadable_nir', 'Le numéro de sécurité sociale enregistré ne peut pas être relu.', { defect });
    this.defect = defect;
  }
}

/** Refuses to read a stored document: its key is not configured, or it is not what was sealed for this row. */
export class SealedDocumentError extends DomainError {
  override readonly name = 'SealedDocumentError';
  readonly defect: SealDefect;

  constructor(defect: SealDefect) {
    super('unreadable_document', 'Ce document enregistré ne peut pas être relu.', { defect });
    this.defect = defect;
  }
}

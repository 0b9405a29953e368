/** What the owner of an account is written about. The first three hold a link that counts for an hour. */
export type AccountRequestKind =
  | 'password_reset'
  | 'email_change'
  | 'takeover'
  | 'takeover_asked'
  | 'taken_over'
  | 'takeover_done'
  | 'email_change_warning'
  | 'password_changed'
  | 'locked_out'
  | 'wrong_codes'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_codes_replaced';

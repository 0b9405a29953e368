import { DomainError } from '../errors.ts';

declare const emailBrand: unique symbol;

/** An email address that was checked; its domain in lower case and ASCII. */
export type EmailAddress = string & { readonly [emailBrand]: true };

// The HTML standard's pattern for the local part (input type=email), without dots at its ends or side by side.
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const domainPart = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const longestLocalPart = 64;
const longestAddress = 254;

/**
 * Reads an email address as typed (`domain.md`, Creating an account, 3). Lengths are RFC 5321's; a domain with accents becomes
 * ASCII. Whether anybody reads mails there only a mail can tell. Throws `invalid_email`.
 */
export function parseEmailAddress(input: string): EmailAddress {
  const text = input.trim();
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(0, at));
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${local}@${domain}`;
  const isRight =
    localPart.test(local) &&
    local.length <= longestLocalPart &&
    domainPart.test(domain) &&
    address.length <= longestAddress;
  if (!isRight) throw new DomainError('invalid_email', 'Cette adresse email n’est pas valable.');
  return address as EmailAddress;
}

/** The form in which two spellings of one address are the same: the case never tells two mailboxes apart in practice. */
export function comparableEmail(email: EmailAddress): string {
  return email.toLowerCase();
}

function asciiDomain(typed: string): string {
  const lower = typed.toLowerCase();
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  return URL.parse(`http://${lower}`)?.hostname ?? '';
}

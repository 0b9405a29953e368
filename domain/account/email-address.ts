import { DomainError } from '../errors.ts';
import { keyboardLine, strangeCharacter } from '../typed-text.ts';

declare const emailBrand: unique symbol;

/** An email address that was checked; its domain in lower case and ASCII. */
export type EmailAddress = string & { readonly [emailBrand]: true };

// The HTML standard's pattern for the local part (input type=email), without dots at its ends or side by side.
const localCharacter = /[\w!#$%&'*+/=?^`{|}~.@-]/;
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const domainPart = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const longestLocalPart = 64;
const longestAddress = 254;

/**
 * Reads an email address as typed. Lengths are RFC 5321's; a domain with accents becomes
 * ASCII. Whether anybody reads mails there only a mail can tell. Throws `invalid_email`, which names a character that cannot stand
 * before the @.
 */
export function parseEmailAddress(input: string): EmailAddress {
  const text = typedEmail(input);
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(0, at));
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${local}@${domain}`;
  const isRight =
    localPart.test(local) &&
    local.length <= longestLocalPart &&
    domainPart.test(domain) &&
    address.length <= longestAddress;
  if (!isRight) throw wrong(local);
  return address as EmailAddress;
}

/** An address as typed or pasted, with nothing around it, whether it is one or not: for looking up what was checked before. */
export function typedEmail(input: string): string {
  return keyboardLine(input).replace(/^mailto:/i, '');
}

/** The form in which two spellings of one address are the same: the case never tells two mailboxes apart in practice. */
export function comparableEmail(email: EmailAddress): string {
  return email.toLowerCase();
}

/** Shows enough of an address for its owner to recognise it, and not how long it is: « j•••e@exemple.fr ». */
export function maskEmail(email: EmailAddress): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const last = local.length > 2 ? local.slice(-1) : '';
  return `${local.slice(0, 1)}•••${last}${email.slice(at)}`;
}

function wrong(local: string): DomainError {
  const character = strangeCharacter(local, localCharacter);
  return character === null
    ? new DomainError('invalid_email', 'Cette adresse email n’est pas valable : nom@exemple.fr est attendu.')
    : new DomainError(
        'invalid_email',
        `Une adresse email ne contient pas « ${character} » devant le @ : nom@exemple.fr est attendu.`,
        { character },
      );
}

function asciiDomain(typed: string): string {
  const lower = typed.toLowerCase();
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  return URL.parse(`http://${lower}`)?.hostname ?? '';
}

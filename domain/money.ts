import { DomainError } from './errors.ts';
import { typedLine } from './typed-text.ts';

declare const centsBrand: unique symbol;

/** An amount of money in whole euro cents, so that no sum is ever rounded; negative only in ledger movements. */
export type Cents = number & { readonly [centsBrand]: true };

const thousandsSpace = '\u202f';
const noBreakSpace = '\u00a0';

/** Checks that a number is an amount: a safe integer of cents, zero or more. Throws `invalid_money`. */
export function cents(n: number): Cents {
  const amount = signedCents(n);
  if (amount < 0) {
    throw new DomainError('invalid_money', 'Un montant ne peut pas être négatif.', { cents: n });
  }
  return amount;
}

/** Checks a movement of the ledger, which may be negative: a safe integer of cents. Throws `invalid_money`. */
export function signedCents(n: number): Cents {
  if (!Number.isSafeInteger(n)) {
    throw new DomainError('invalid_money', 'Un montant est un nombre entier de centimes.', { cents: n });
  }
  // Adding zero turns -0 into 0, which would otherwise be shown as « -0,00 € ».
  return (n + 0) as Cents;
}

/** Shows an amount to a reader of French: « 1 234,50 € », with no-break spaces so that it never wraps. */
export function formatEuros(amount: Cents): string {
  const { sign, euros, fraction } = parts(amount, thousandsSpace);
  return `${sign}${euros},${fraction}${noBreakSpace}€`;
}

/** Shows an amount to a reader of English: `€1,234.50`. */
export function formatEurosEnglish(amount: Cents): string {
  const { sign, euros, fraction } = parts(amount, ',');
  return `${sign}€${euros}.${fraction}`;
}

/**
 * Reads an amount as people and catalogue files write it: `103.20`, `103,20`, `1 234,50`, `12`, `12,5 €`.
 * Works on digits, so nothing is rounded. Throws `invalid_money` on anything else, a third decimal included.
 */
export function parseEuros(text: string): Cents {
  const match = /^(\d+|\d{1,3}(?:\s\d{3})+)(?:[.,](\d{1,2}))?(?:\s?€)?$/.exec(typedLine(text));
  const euros = match?.[1]?.replace(/\s/g, '');
  const amount = Number(`${euros}${(match?.[2] ?? '').padEnd(2, '0')}`);
  if (euros === undefined || !Number.isSafeInteger(amount)) {
    throw new DomainError('invalid_money', 'Ce montant en euros n’est pas lisible (exemple : 1 234,50).');
  }
  return amount as Cents;
}

function parts(amount: Cents, thousandsSeparator: string) {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return {
    sign: amount < 0 ? '-' : '',
    euros: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousandsSeparator),
    fraction: digits.slice(-2),
  };
}

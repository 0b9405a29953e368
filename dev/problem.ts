/**
 * A situation the person at the keyboard can mend. Its message is the whole of what they are shown (no stack),
 * in French and in English, because the stack is used by both the team and contributors.
 */
export class Problem extends Error {
  override name = 'Problem';

  constructor(french: string, english: string) {
    super(bilingual(french, english));
  }
}

/** One line that says the same thing in both languages. */
export function bilingual(french: string, english: string): string {
  return `${french} / ${english}`;
}

/** What to print for a failure: the sentence of a {@link Problem}, the whole stack of anything else. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { z } from 'zod';
import { typedCode, typedLine, typedText, unreadableCharacter } from '../../domain/typed-text.ts';

const longestText = 2_000;
const longestTypedCode = 40;

/** Text typed by a person, in one form and trimmed, several lines if they like; refuses what cannot be kept. */
export function textSchema(longest = longestText) {
  return keepable(z.string().overwrite(typedText).trim().min(1).max(longest));
}

/** The same as one line. */
export function lineSchema(longest: number) {
  return keepable(z.string().overwrite(typedLine).min(1).max(longest));
}

/** A code as it was copied, spaces and dashes in it or not. */
export function typedCodeSchema() {
  return z.string().max(longestTypedCode).overwrite(typedCode);
}

function keepable(schema: z.ZodString) {
  return schema.refine((text) => unreadableCharacter(text) === null, {
    params: { rule: 'unreadable_character' },
    error: ({ input }) =>
      `Ce texte contient un caractère qui ne peut pas être enregistré (${unreadableCharacter(String(input))}) : effacez-le.`,
  });
}

import { z } from 'zod';

const longestText = 2_000;

/** Half a character, or a control character that is no line break or tab: Postgres stores neither. */
const unstorable = /\p{Cs}|[^\P{Cc}\n\r\t]/u;

/** Text typed by a person, trimmed; refuses what Postgres cannot store. */
export function textSchema(longest = longestText) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !unstorable.test(text), { error: 'Ce texte contient des caractères non permis.' });
}

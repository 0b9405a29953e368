import type { z } from 'zod';
import { unreadableCharacter } from '../../domain/typed-text.ts';
import { brokenRule } from './broken-rule.ts';
import { type InvalidPart, Problem } from './problem.ts';

/** Checks a part of a request. Throws `invalid_request` that names each wrong part, in French. */
export function parsePart<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new Problem('invalid_request', { errors: result.error.issues.map(invalidPartOf) });
}

function invalidPartOf(issue: z.core.$ZodIssue): InvalidPart {
  const rule = brokenRule(issue);
  const part = { path: issue.path.join('.'), message: issue.message };
  if (rule === undefined) return part;
  const character = rule === 'unreadable_character' ? unreadableCharacter(String(issue.input)) : null;
  return { ...part, code: rule, ...(character === null ? {} : { character }) };
}

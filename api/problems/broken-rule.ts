import { z } from 'zod';

type Issue = z.core.$ZodIssue;

const { localeError } = z.locales.fr();

/** The rules of schemas that a person can break in a form, by stable names that a page says in its own words. */
export type BrokenRule =
  | 'empty'
  | 'none_chosen'
  | 'not_listed'
  | 'not_a_number'
  | 'number_too_low'
  | 'number_too_high'
  | 'text_too_short'
  | 'text_too_long'
  | 'not_an_email'
  | 'not_a_url'
  | 'unreadable_character';

/**
 * Names the rule that a value broke; undefined when only a program can break it, or when the schema says it in words of its own.
 * @param issue with its input (`reportInput`)
 */
export function brokenRule(issue: Issue): BrokenRule | undefined {
  const { input } = issue;
  if (input === undefined || input === null || input === '') return 'empty';
  const named: unknown = issue.code === 'custom' ? issue.params?.['rule'] : undefined;
  if (named === 'unreadable_character') return 'unreadable_character';
  return isInOwnWords(issue) ? undefined : ruleOf(issue);
}

function isInOwnWords(issue: Issue): boolean {
  const said = localeError(issue as z.core.$ZodRawIssue);
  return issue.message !== (typeof said === 'string' ? said : said?.message);
}

function ruleOf(issue: Issue): BrokenRule | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeof issue.input === 'number' ? 'not_a_number' : undefined;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return issue.origin === 'string' ? 'text_too_long' : 'number_too_high';
    case 'invalid_value':
      return 'not_listed';
    case 'invalid_format':
      return issue.format === 'email' ? 'not_an_email' : issue.format === 'url' ? 'not_a_url' : undefined;
    default:
      return undefined;
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): BrokenRule {
  if (origin === 'array') return 'none_chosen';
  if (origin !== 'string') return 'number_too_low';
  return Number(minimum) === 1 ? 'empty' : 'text_too_short';
}

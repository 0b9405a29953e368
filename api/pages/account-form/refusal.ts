import type { FieldOfProblem } from '../../kept-forms/kept-form.ts';
import type { InvalidPart, Problem } from '../../problems/problem.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';
import { problemText } from '../problems/problem-text.ts';

/** Why a form was not taken, as its page says it. */
export interface Refusal {
  /** Beside its fields, by their names. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** What is about no field. */
  all: readonly string[];
}

/** Says why a form with these fields was not taken. */
export function refusalOf(
  context: PageContext,
  problem: Problem,
  { names, about }: { names: readonly string[]; about: FieldOfProblem },
): Refusal {
  const told = problemText(context.language, problem).detail;
  const parts: readonly InvalidPart[] = problem.errors ?? [
    { path: about[problem.code] ?? '', message: told },
  ];
  const fields: Record<string, string[]> = {};
  const all: string[] = [];
  for (const part of parts) {
    const text =
      problem.errors === null ? told : context.texts.forms.wrong(part.code, part.message, part.character);
    const name = names.find((known) => part.path === known || part.path.endsWith(`.${known}`));
    if (name === undefined) all.push(text);
    else (fields[name] ??= []).push(text);
  }
  return { fields, all };
}

/** What is wrong with a field, for the list on top of the page: there, what might be said of any field says of which. */
export function namedError({ rules, named }: Texts['forms'], label: string, text: string): string {
  return Object.values(rules).includes(text) ? named(label, text) : text;
}

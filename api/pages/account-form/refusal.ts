import { problemOf } from '../../problems/of-error.ts';
import type { InvalidPart } from '../../problems/problem.ts';
import type { ProblemCode } from '../../problems/table.ts';
import { problemTable } from '../../problems/table.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';
import { problemText } from '../problems/problem-text.ts';

/** Why a form was not taken: said beside its fields and on top of the page. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  /** By the field's name. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** What is about no field. */
  all: readonly string[];
}

/** The fields that whole problems are about. */
export type FieldOfProblem = Partial<Record<ProblemCode, string>>;

/**
 * Reads an error as the refusal of a form with these fields. Throws it again when the form can do nothing about it: a fault of
 * ours, or nobody who is logged in.
 */
export function refusalOf(
  context: PageContext,
  error: unknown,
  { names, about = {} }: { names: readonly string[]; about?: FieldOfProblem },
): Refusal {
  const problem = problemOf(error);
  const { status } = problemTable[problem.code];
  if (status >= 500 || problem.code === 'authentication_required') throw error;
  const told = problemText(context.language, problem).detail;
  const field = about[problem.code];
  const parts: readonly InvalidPart[] = problem.errors ?? [{ path: field ?? '', message: told }];
  const fields: Record<string, string[]> = {};
  const all: string[] = [];
  for (const part of parts) {
    const text =
      problem.errors === null ? told : context.texts.forms.wrong(part.code, part.message, part.character);
    const name = names.find((known) => part.path === known || part.path.endsWith(`.${known}`));
    if (name === undefined) all.push(text);
    else (fields[name] ??= []).push(text);
  }
  return { status, headers: problem.headers, fields, all };
}

/** What is wrong with a field, for the list on top of the page: there, what might be said of any field says of which. */
export function namedError({ rules, named }: Texts['forms'], label: string, text: string): string {
  return Object.values(rules).includes(text) ? named(label, text) : text;
}

/** What was wrong, as the list on top of a page says it. */
export function refusalErrors(refusal: Refusal | null): { field: string | null; text: string }[] {
  const fields = Object.entries(refusal?.fields ?? {});
  const aboutFields = fields.flatMap(([field, texts]) => texts.map((text) => ({ field, text })));
  return [...(refusal?.all ?? []).map((text) => ({ field: null, text })), ...aboutFields];
}

import type { Language } from '../../../domain/language.ts';
import { englishProblems } from '../../problems/english.ts';
import type { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import type { PageContext } from '../context.ts';

/** What a person is told of an error: what happened, and why or what now. */
export interface ToldProblem {
  title: string;
  detail: string;
}

/** Says an error to a person: in the words of the API, but where those are a program's. */
export function toldProblem({ language, texts }: PageContext, problem: Problem): ToldProblem {
  const { told } = texts.problems;
  const { code } = problem;
  return code in told ? told[code as keyof typeof told] : problemText(language, problem);
}

/** Says an error in a language; in French as the API does. */
export function problemText(language: Language, problem: Problem): ToldProblem {
  const { title, detail } = language === 'fr' ? problemTable[problem.code] : englishProblems[problem.code];
  return {
    title,
    detail: typeof detail === 'function' ? detail(problem.details) : (detail ?? problem.message),
  };
}

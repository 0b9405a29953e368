/** What a code means to a reader of English: a title and a sentence, or how to make it of the problem's facts. */
export interface EnglishProblem {
  readonly title: string;
  readonly detail: string | ((facts: Readonly<Record<string, unknown>>) => string);
}

import { typedText } from '../../domain/typed-text.ts';

/** Passwords are compared as they are typed: their own rules say how. */
const passwordName = /password$/i;

/** Deeper than any body that a schema takes: what is nested for the sake of it is left for the schema to refuse. */
const deepest = 20;

/** Puts every text of a JSON body or of a query into one form (`typedText`), passwords apart. */
export function typedJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return typedText(value);
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((part) => typedJson(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      passwordName.test(name) ? part : typedJson(part, depth + 1),
    ]),
  );
}

/** The same for the fields of a page's form, in place: a form may carry files too. */
export function typedForm(form: URLSearchParams): URLSearchParams {
  const fields = [...form].map(
    ([name, value]) => [name, passwordName.test(name) ? value : typedText(value)] as const,
  );
  for (const name of new Set(form.keys())) form.delete(name);
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

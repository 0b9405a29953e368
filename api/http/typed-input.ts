import { typedText } from '../../domain/typed-text.ts';

/** Passwords are compared as they are typed: their own rules say how. */
const passwordName = /password$/i;

/** Puts every text of a JSON body or of a query into one form (`typedText`), passwords apart. */
export function typedJson(value: unknown): unknown {
  if (typeof value === 'string') return typedText(value);
  if (Array.isArray(value)) return value.map(typedJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, passwordName.test(name) ? part : typedJson(part)]),
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

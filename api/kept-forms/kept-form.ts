import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { readKeptForm } from '../../db/kept-forms.ts';
import { keptFormOwner } from '../../db/personal-data/sealed-columns.ts';
import { SealedNirError } from '../../domain/errors.ts';
import { type InvalidPart, Problem } from '../problems/problem.ts';
import { type ProblemCode, problemTable } from '../problems/table.ts';
import type { Services } from '../services.ts';
import { isPerson, ownerOf } from './owner.ts';

/** The parameter of a page's address that names the form to show again. */
export const keptParameter = 'saisie';

/** The fields of a form that whole problems are about. */
export type FieldOfProblem = Partial<Record<ProblemCode, string>>;

/** A form that was not taken, as its page shows it again. */
export interface KeptForm {
  /** Null of one that is shown in the answer to itself. */
  readonly id: string | null;
  /** Where the form was sent. */
  readonly action: string;
  /** What was typed, without secrets. */
  readonly values: URLSearchParams;
  /** Files are not kept: they are to be chosen again. */
  readonly hadFiles: boolean;
  /** Why it was refused; null when its session had ended before it came. */
  readonly problem: Problem | null;
  readonly about: FieldOfProblem;
}

const problemCode = z.custom<ProblemCode>((code) => typeof code === 'string' && code in problemTable);

// Sealed by `keep.ts` alone, as a problem had it.
const wrongPart = z.custom<InvalidPart>((part) => typeof part === 'object');

/** The hidden fields of a form, with their values. */
export type Hidden = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** What is sealed of a form. */
export const contentsSchema = z.object({
  action: z.string(),
  values: z.array(z.tuple([z.string(), z.string()])),
  hadFiles: z.boolean(),
  problem: z
    .object({
      code: problemCode,
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
      headers: z.record(z.string(), z.string()),
      errors: z.array(wrongPart).nullable(),
    })
    .nullable(),
  about: z.partialRecord(problemCode, z.string()),
});

/**
 * For the pages of a site: finds the form that is to be shown again, where the address names one of whoever asks; and marks
 * whose the page's forms are.
 */
export function loadKeptForm({ config, vault, db, clock }: Services): RequestHandler {
  return async (req, res, next) => {
    const owner = ownerOf(req, config.SESSION_SECRET);
    if (isPerson(req)) res.locals.formOwner = owner;
    const id = req.method === 'GET' ? idIn(req.query[keptParameter]) : null;
    if (id !== null) {
      const now = new Date(clock.now());
      const sealed = await readKeptForm(db.em.fork(), { id, owner, now });
      const kept = sealed === null ? null : opened(vault, id, sealed);
      if (kept !== null) res.locals.keptForm = kept;
    }
    next();
  };
}

/** The name of a kept form; null for anything else. */
export function idIn(parameter: unknown): string | null {
  return z
    .uuid()
    .nullable()
    .catch(null)
    .parse(parameter ?? null);
}

type Vault = Services['vault'];

function opened(vault: Vault, id: string, sealed: Parameters<Vault['openText']>[0]): KeptForm | null {
  try {
    const contents = contentsSchema.parse(JSON.parse(vault.openText(sealed, keptFormOwner(id))));
    const { action, hadFiles, problem, about } = contents;
    const form = { id, action, hadFiles, about, values: new URLSearchParams(contents.values) };
    return { ...form, problem: problem === null ? null : problemFrom(problem) };
  } catch (error) {
    // Its key was taken out of service meanwhile: the person types again.
    if (error instanceof SealedNirError) return null;
    throw error;
  }
}

function problemFrom({
  code,
  message,
  details,
  headers,
  errors,
}: NonNullable<z.output<typeof contentsSchema>['problem']>): Problem {
  const problem = new Problem(code, { details, headers, ...(errors === null ? {} : { errors }) });
  problem.message = message;
  return problem;
}

/** The mark of whoever is logged in, for the forms of the page that is being built; null for a visitor. */
export function formOwnerOf({ res }: Request): string | null {
  return (res?.locals.formOwner as string | undefined) ?? null;
}

/** Has the page that is being built show a form again. */
export function showAgain({ res }: Request, form: Omit<KeptForm, 'id'>): void {
  if (res !== undefined) res.locals.keptForm = { ...form, id: null } satisfies KeptForm;
}

/** The form that the page is to show again; null when there is none. */
export function keptFormOf({ res }: Request): KeptForm | null {
  return (res?.locals.keptForm as KeptForm | undefined) ?? null;
}

/**
 * The form that the page is to show again, if it is this one: sent to the same address, with the same hidden values.
 * @param action where the form goes
 */
export function keptFormFor(req: Request, action: string, hidden: Hidden = {}): KeptForm | null {
  const kept = keptFormOf(req);
  if (kept === null || kept.action !== action.split('?')[0]) return null;
  const pairs: Iterable<readonly [string, string]> =
    Symbol.iterator in hidden ? hidden : Object.entries(hidden);
  const isSame = [...pairs].every(
    ([name, value]) => !kept.values.has(name) || kept.values.getAll(name).includes(value),
  );
  return isSame ? kept : null;
}

/** The address of a page with the form that it shows again, where it does. */
export function withKeptForm(path: string, id: string | null): string {
  const [pathname = '', query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete(keptParameter);
  if (id !== null) parameters.set(keptParameter, id);
  return parameters.size === 0 ? pathname : `${pathname}?${parameters.toString()}`;
}

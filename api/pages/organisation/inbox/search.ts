import { z } from 'zod';
import type { OrganisationListRequest } from '../../../dossiers/organisation-list.ts';
import { dayOrInstantSchema } from '../../../schemas/day-or-instant.ts';
import { stateSchema } from '../../../schemas/parts.ts';
import { textSchema } from '../../../schemas/text.ts';

const longestSearch = 200;

/** The search as it stands in the address of the list, as it was typed. */
export const searchQuery = {
  q: z.string().default(''),
  etat: z.string().default(''),
  session: z.string().default(''),
  depuis: z.string().default(''),
  nonLus: z.string().default(''),
};

/** What was typed, by the names of the address. */
export type TypedSearch = Record<keyof typeof searchQuery, string>;

const schema = z.object({
  q: textSchema(longestSearch).optional(),
  etat: stateSchema.optional(),
  session: z.uuid().optional(),
  depuis: dayOrInstantSchema.optional(),
  nonLus: z.literal('oui').optional(),
});

/** Reads the search that was typed; null when it cannot be made. */
export function readSearch(
  typed: TypedSearch,
): Pick<OrganisationListRequest, 'q' | 'state' | 'sessionId' | 'sentSince' | 'unread'> | null {
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  const result = schema.safeParse(filled);
  if (!result.success) return null;
  const { q, etat: state, session: sessionId, depuis: sentSince, nonLus } = result.data;
  return { q, state, sessionId, sentSince, unread: nonLus === undefined ? undefined : true };
}

/** The address of the list for a search. */
export function listPath(path: string, typed: Partial<TypedSearch>, page: string | null = null): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...typed, page: page ?? '' })) {
    if (value !== '') parameters.set(name, value);
  }
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

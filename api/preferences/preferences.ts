import { queries } from '../../db/database.ts';
import { changePreferences, type Preferences, preferencesOf } from '../../db/notices/preferences.ts';
import type { DigestRhythm } from '../../domain/notices/digest.ts';
import type { Language } from '../../domain/language.ts';
import { isOptional, optionalKindLabels, optionalKinds } from '../../domain/notices/preferences.ts';
import type { Caller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

type From = Pick<Exchange<Caller>, 'em' | 'caller'>;

/** What a caller asks to change. */
export interface AskedChange {
  language?: Language | undefined;
  digest?: DigestRhythm | undefined;
  optional?: Readonly<Record<string, boolean | undefined>> | undefined;
}

/** What the caller chose about mails, with every optional kind by name. */
export async function readPreferences({ em, caller }: From) {
  const chosen = await preferencesOf(queries(em), readerOf(caller));
  if (chosen === null) throw new Problem('not_found');
  return viewOf(caller, chosen);
}

/** Changes what the caller chose; what is not named stays. */
export async function amendPreferences(from: From, { optional = {}, ...change }: AskedChange) {
  const { em, caller } = from;
  const named = Object.keys(optional).filter((kind) => isOptional(caller.role, kind));
  await changePreferences(queries(em), readerOf(caller), {
    ...change,
    mute: named.filter((kind) => optional[kind] === false),
    unmute: named.filter((kind) => optional[kind] === true),
  });
  return await readPreferences(from);
}

function readerOf({ role, id }: Caller) {
  return { audience: role, id };
}

function viewOf({ role }: Caller, { language, digest, muted }: Preferences) {
  return {
    language,
    ...(digest === null ? {} : { digest }),
    optional: optionalKinds[role].map((kind) => ({
      kind,
      label: optionalKindLabels[kind],
      wanted: !muted.includes(kind),
    })),
  };
}

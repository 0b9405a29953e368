import { digestRhythms } from '../../../../domain/notices/digest.ts';
import { languages } from '../../../../domain/language.ts';
import { optionalKinds } from '../../../../domain/notices/preferences.ts';
import type { readPreferences } from '../../../preferences/preferences.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';

type T = Texts['organisation']['preferences'];

/** Where the preferences are read. */
export const preferencesPath = '/organisme/preferences';

/** What an organisation chose. */
export type Chosen = Awaited<ReturnType<typeof readPreferences>>;

/** The preferences of an organisation. */
export interface PreferencesView {
  t: T;
  /** Null for whoever may only read them. */
  change: string | null;
  facts: { name: string; value: string }[];
  feed: { stands: string; parts: { text: string | null; form: string }[] };
}

/** The forms of the page, by name. */
export type PreferenceForm = 'change' | 'open' | 'replace' | 'close';

/** The forms of the page. */
export function preferenceForms(t: T, chosen: Chosen): Record<PreferenceForm, FormPage> {
  const feed = (sendTo: string, button: string) => ({
    ...{ title: t.feedHeading, action: preferencesPath, fields: [] },
    ...{ sendTo: `${preferencesPath}/${sendTo}`, button, look: 'outline' as const },
  });
  const wanted = chosen.optional.filter((option) => option.wanted).map(({ kind }) => kind);
  return {
    change: {
      title: t.title,
      action: preferencesPath,
      fields: [
        {
          ...{ kind: 'choice', name: 'language', label: t.language, value: chosen.language },
          options: languages.map((value) => ({ value, label: t.languages[value] })),
        },
        {
          ...{ kind: 'choice', name: 'digest', label: t.digest },
          value: chosen.digest ?? 'at_once',
          options: digestRhythms.map((value) => ({ value, label: t.digests[value] })),
        },
        {
          ...{ kind: 'group', name: 'optional', label: t.optional, hint: t.optionalHint, values: wanted },
          options: optionalKinds.organisation.map((kind) => ({ value: kind, label: nameOf(t, kind) })),
        },
      ],
      button: t.save,
    },
    open: feed('agenda', t.feedOpen),
    replace: feed('agenda', t.feedReplace),
    close: feed('agenda/revocation', t.feedClose),
  };
}

/** Builds the page. */
export function preferencesView(
  { texts, dates }: PageContext,
  {
    chosen,
    feedSince,
    mayManage,
    forms,
  }: {
    chosen: Chosen;
    /** Null without an address. */
    feedSince: Parameters<PageContext['dates']['dateTime']>[0] | null;
    mayManage: boolean;
    forms: Record<PreferenceForm, string>;
  },
): PreferencesView {
  const { preferences: t } = texts.organisation;
  const parts =
    feedSince === null
      ? [{ text: null, form: forms.open }]
      : [
          { text: t.feedReplaceText, form: forms.replace },
          { text: null, form: forms.close },
        ];
  return {
    t,
    change: mayManage ? forms.change : null,
    facts: [
      { name: t.language, value: t.languages[chosen.language] },
      { name: t.digest, value: t.digests[chosen.digest ?? 'at_once'] },
      {
        name: t.optional,
        value: chosen.optional
          .filter(({ wanted }) => wanted)
          .map(({ kind }) => nameOf(t, kind))
          .join(', '),
      },
    ],
    feed: {
      stands: feedSince === null ? t.feedNone : t.feedSince(dates.dateTime(feedSince)),
      parts: mayManage ? parts : [],
    },
  };
}

function nameOf(t: T, kind: string): string {
  return t.optionalKinds[kind] ?? kind;
}

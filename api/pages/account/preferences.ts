import { type Language, languages } from '../../../domain/language.ts';
import { optionalKinds } from '../../../domain/notices/preferences.ts';
import type { Form } from '../../http/route.ts';
import { amendPreferences, readPreferences } from '../../preferences/preferences.ts';
import { contextOf } from '../context.ts';
import { type AccountFormPage, accountPath, doneAt } from './form-routes.ts';

const path = `${accountPath}/preferences`;

/** Choosing optional mails, and the language of all of them. */
export const preferencesPage: AccountFormPage = {
  path,
  summary: 'Which optional mails I get, and in which language',
  build: async (exchange) => {
    const { account } = contextOf(exchange.req).texts;
    const { preferences: t } = account;
    const chosen = await readPreferences(exchange);
    return {
      title: t.heading,
      intro: [t.intro],
      action: path,
      back: { href: accountPath, label: account.back },
      fields: [
        {
          kind: 'choice',
          name: 'langue',
          label: t.language,
          value: chosen.language,
          options: languages.map((value) => ({ value, label: t.languages[value] })),
        },
        {
          ...{ kind: 'group', name: 'facultatifs', label: t.optional, hint: null },
          options: chosen.optional.map(({ kind }) => ({ value: kind, label: t.mails[kind] })),
          values: chosen.optional.filter(({ wanted }) => wanted).map(({ kind }) => kind),
        },
      ],
      button: t.button,
    };
  },
  act: async (exchange, form) => {
    await amendPreferences(exchange, { language: languageIn(form), optional: wantedIn(form) });
    return doneAt(exchange, accountPath, 'preferences_changed');
  },
};

function languageIn(form: Form): Language | undefined {
  return languages.find((language) => language === form.get('langue'));
}

function wantedIn(form: Form): Record<string, boolean> {
  const ticked = form.getAll('facultatifs');
  return Object.fromEntries(optionalKinds.trainee.map((kind) => [kind, ticked.includes(kind)]));
}

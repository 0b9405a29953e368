import { type Language, languages } from '../../../../domain/language.ts';
import type { FactorState } from '../../../../db/organisation/second-factor.ts';
import type { memberLogins } from '../../../organisation/member-logins.ts';
import type { memberSessionInfo } from '../../../organisation/member-session.ts';
import { instant } from '../../../../domain/calendar/paris-time.ts';
import { deviceIn } from '../../account-form/device-name.ts';
import { passwordField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import { passwordRulesHtml } from '../../account-form/password-rules.ts';
import { assets } from '../../assets.ts';
import type { PageContext } from '../../context.ts';
import { codesLeftFacts } from '../../recovery-codes/left.ts';
import type { Texts } from '../../texts/index.ts';

/** Where the page is read. */
export const accountPath = '/organisme/compte';

/** Each in itself. */
const languageNames: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

type Info = Awaited<ReturnType<typeof memberSessionInfo>>;
type Login = Awaited<ReturnType<typeof memberLogins>>[number];

/** A member's own account. */
export interface MemberAccountView {
  t: Texts['organisation']['account'];
  facts: { name: string; value: string }[];
  password: string;
  logins: (ReturnType<typeof loginLine> & { formFields: string })[];
  /** HTML of the form for the language of mails. */
  mailLanguage: string;
  languages: { key: string; name: string; href: string }[];
  script: string;
}

/** Builds the page from who is logged in, and where. */
export function memberAccountView(
  context: PageContext,
  { info, logins, factor, ...html }: AccountSource,
): MemberAccountView {
  const { account: t, members } = context.texts.organisation;
  const { member, organisation } = info;
  return {
    t,
    password: html.password,
    facts: [
      { name: t.name, value: member.name },
      { name: t.email, value: member.email },
      { name: t.role, value: members.roles[member.role] },
      { name: t.organisation, value: organisation.name },
      { name: t.secondFactor, value: factor.enabled ? t.on : t.off },
      ...codesLeftFacts(context, factor),
    ],
    logins: logins.map((login) => ({ ...loginLine(context, login), formFields: html.formFields() })),
    mailLanguage: html.mailLanguage,
    languages: languages.map((key) => ({
      key,
      name: languageNames[key],
      href: `/langue?vers=${key}&retour=${encodeURIComponent(accountPath)}`,
    })),
    script: assets.account.path,
  };
}

interface AccountSource {
  info: Info;
  logins: readonly Login[];
  factor: FactorState;
  password: string;
  mailLanguage: string;
  formFields: () => string;
}

/** The form for the language of mails to oneself. */
export function languageForm({ texts }: PageContext, chosen: Language | null): FormPage {
  const { account: t } = texts.organisation;
  const own = languages.map((value) => ({ value, label: languageNames[value] }));
  return {
    title: t.title,
    action: accountPath,
    sendTo: `${accountPath}/langue`,
    fields: [
      {
        ...{ kind: 'select', name: 'language', label: t.mailLanguage, value: chosen ?? '' },
        options: [{ value: '', label: t.organisationLanguage }, ...own],
      },
    ],
    button: t.mailLanguageButton,
    look: 'outline',
  };
}

/** The form for another password. */
export function passwordForm(context: PageContext): FormPage {
  const { account: t } = context.texts.organisation;
  return {
    title: t.title,
    action: accountPath,
    sendTo: `${accountPath}/mot-de-passe`,
    fields: [
      passwordField({
        name: 'currentPassword',
        label: t.currentPassword,
        autocomplete: 'current-password',
      }),
      passwordField({ name: 'newPassword', label: t.newPassword, autocomplete: 'new-password' }),
    ],
    above: passwordRulesHtml(
      context,
      '',
      { nir: '', name: '', email: '' },
      { field: 'newPassword', ofMember: true },
    ),
    button: t.passwordButton,
  };
}

function loginLine({ texts, dates }: PageContext, login: Login) {
  const { account: t } = texts.organisation;
  const device = deviceIn(login.userAgent) ?? t.unknownDevice;
  const [started, seen] = [
    dates.dateTime(instant(login.startedAt)),
    dates.dateTime(instant(login.lastSeenAt)),
  ];
  return {
    id: login.id,
    device,
    isThis: login.current,
    when: [t.startedAt(started), t.seenAt(seen), t.from(login.network)].join(', '),
    endNamed: t.endNamed(`${device}, ${t.startedAt(started)}`),
  };
}

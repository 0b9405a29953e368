import { setMemberLanguage } from '../../../../db/organisation/member-language.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { factorState } from '../../../organisation/member-factor.ts';
import { endMemberLogin, memberLogins } from '../../../organisation/member-logins.ts';
import { changePassword } from '../../../organisation/member-password.ts';
import { memberSessionInfo } from '../../../organisation/member-session.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { invalidPart } from '../../../problems/problem.ts';
import { memberLanguageSchema, passwordChangeSchema } from '../../../schemas/members.ts';
import { idParams } from '../../../schemas/parts.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formFields } from '../../frame/form-fields.ts';
import { leaveNotice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import {
  accountPath,
  languageForm,
  memberAccountView,
  type MemberAccountView,
  passwordForm,
} from './view.ts';

const accountPage = template<MemberAccountView>('organisation/account/account');
const ofMember = { ...aPage, access: 'member' } as const;

/** A member's own account. */
export const memberAccountPageRoutes = [
  route({
    ...ofMember,
    method: 'get',
    path: accountPath,
    summary: 'My account: password, second factor, where I am logged in',
    handle: async (exchange) => await showAccount(exchange),
  }),
  route({
    ...ofMember,
    method: 'post',
    path: `${accountPath}/mot-de-passe`,
    form: true,
    about: { invalid_member_credentials: 'currentPassword' },
    summary: 'Change my password; my other sessions end',
    handle: async (exchange) => {
      const { missing } = contextOf(exchange.req).texts.accountLinks;
      const currentPassword = exchange.body.get('currentPassword') ?? '';
      const newPassword = exchange.body.get('newPassword') ?? '';
      if (currentPassword === '') throw invalidPart('currentPassword', missing, 'missing');
      if (newPassword === '') throw invalidPart('newPassword', missing, 'missing');
      await changePassword(exchange, parsePart(passwordChangeSchema, { currentPassword, newPassword }));
      leaveNotice(exchange.req.session, 'password_changed');
      return seeOther(accountPath);
    },
  }),
  route({
    ...ofMember,
    method: 'post',
    path: `${accountPath}/langue`,
    form: true,
    summary: 'Choose the language of mails to me',
    handle: async (exchange) => {
      const typed = exchange.body.get('language') ?? 'none';
      const { language } = parsePart(memberLanguageSchema, { language: typed === '' ? null : typed });
      await setMemberLanguage(exchange.em, exchange.caller.by.id, language);
      leaveNotice(exchange.req.session, 'mail_language_changed');
      return seeOther(accountPath);
    },
  }),
  route({
    ...ofMember,
    method: 'post',
    path: `${accountPath}/connexions/:id`,
    form: true,
    summary: 'Log out somewhere',
    params: idParams,
    unknown: 'login_session_not_found',
    handle: async (exchange) => {
      const isThisOne = await endMemberLogin(exchange, exchange.params.id);
      // Nothing can be left in it any more.
      if (isThisOne) return seeOther('/organisme/connexion');
      leaveNotice(exchange.req.session, 'login_ended');
      return seeOther(accountPath);
    },
  }),
];

async function showAccount(exchange: Exchange<MemberCaller>): Promise<Reply> {
  const { em, req, services } = exchange;
  const context = contextOf(req);
  const [info, logins, factor] = await Promise.all([
    memberSessionInfo(em, req, services.clock.now()),
    memberLogins(exchange),
    factorState(exchange),
  ]);
  const asked = {
    password: passwordForm(context),
    language: languageForm(context, info.member.language),
  };
  const forms = formsHtml(exchange, asked);
  const view = memberAccountView(context, {
    ...{ info, logins, factor, password: forms.password, mailLanguage: forms.language },
    formFields: () => formFields(req),
  });
  return await showMemberPage(exchange, {
    title: view.t.title,
    main: accountPage(view),
    section: 'account',
    path: accountPath,
  });
}

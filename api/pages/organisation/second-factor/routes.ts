import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import {
  confirmFactor,
  continueFactor,
  factorState,
  pendingFactor,
  removeFactor,
} from '../../../organisation/member-factor.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { codeSchema, factorProofSchema } from '../../../schemas/members.ts';
import { presentPassword } from '../../account/credentials.ts';
import { textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import { contextOf, type PageContext } from '../../context.ts';
import { template } from '../../engine.ts';
import { leaveNotice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { codesLeftHtml } from '../../recovery-codes/left.ts';
import { typedPassword, typedProof } from '../../recovery-codes/renewal.ts';
import type { Texts } from '../../texts/index.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { aboutProof, codesPath, factorPath as path, memberCodesRoutes } from './recovery-codes.ts';

type From = Exchange<MemberCaller>;
type T = Texts['organisation']['secondFactor'];

const setUpPath = `${path}/activation`;
const ofMember = { ...aPage, access: 'member' } as const;
const statePage = template<{
  t: T;
  stands: string;
  begin: string;
  codes: string | null;
  codesHeading: string;
  remove: string | null;
}>('organisation/second-factor/state');
const setUpPage = template<{
  t: T;
  qr: string;
  secret: string;
  uri: string;
  form: string;
}>('organisation/second-factor/activation');
const codesPage = template<{ t: T; codes: readonly string[] }>('organisation/second-factor/codes');

/** A member's second factor: turned on with an authenticator app, and off again. */
export const memberFactorRoutes = [
  route({
    ...ofMember,
    method: 'get',
    path,
    summary: 'Whether the second factor is on',
    handle: async (exchange) => await showState(exchange),
  }),
  route({
    ...ofMember,
    method: 'post',
    path,
    form: true,
    about: aboutProof,
    summary: 'Begin a second factor, by the password',
    handle: async (exchange) => {
      const context = contextOf(exchange.req);
      await continueFactor(exchange, typedPassword(context, exchange.body));
      return seeOther(setUpPath);
    },
  }),
  route({
    ...ofMember,
    method: 'get',
    path: setUpPath,
    summary: 'The secret to enter into an app, and the form for its first code',
    handle: async (exchange) => await showSetUp(exchange),
  }),
  route({
    ...ofMember,
    method: 'post',
    path: setUpPath,
    form: true,
    about: { second_factor_invalid: 'code' },
    summary: 'Turn the second factor on with a first code; shows the recovery codes, once',
    handle: async (exchange) => {
      const codes = await confirmFactor(exchange, codeIn(exchange.body));
      const { secondFactor: t } = contextOf(exchange.req).texts.organisation;
      return await showMemberPage(exchange, {
        title: t.codesTitle,
        main: codesPage({ t, codes }),
        section: 'account',
        path,
      });
    },
  }),
  route({
    ...ofMember,
    method: 'post',
    path: `${path}/retrait`,
    form: true,
    about: aboutProof,
    summary: 'Turn the second factor off, by the password and one of its codes',
    handle: async (exchange) => {
      const proof = typedProof(contextOf(exchange.req), exchange.body);
      await removeFactor(exchange, parsePart(factorProofSchema, proof));
      leaveNotice(exchange.req.session, 'factor_removed');
      return seeOther(path);
    },
  }),
  ...memberCodesRoutes,
];

function codeIn(form: Form): string {
  return parsePart(codeSchema, { code: (form.get('code') ?? '').trim() }).code;
}

async function showState(exchange: From): Promise<Reply> {
  const { caller, req } = exchange;
  const context = contextOf(req);
  const { secondFactor: t } = context.texts.organisation;
  const { enabled: isOn, recoveryCodesLeft } = await factorState(exchange);
  const forms = formsHtml(exchange, { begin: beginForm(context), remove: removeForm(context) });
  const stands = isOn ? (caller.by.secondFactor ? t.on : t.onWithout) : t.off;
  const main = statePage({
    ...{ t, stands },
    codesHeading: context.texts.recoveryCodes.name,
    begin: isOn ? '' : forms.begin,
    codes: isOn ? codesLeftHtml(context, recoveryCodesLeft, codesPath) : null,
    remove: isOn ? forms.remove : null,
  });
  return await showMemberPage(exchange, { title: t.title, main, section: 'account', path });
}

async function showSetUp(exchange: From): Promise<Reply> {
  const { secondFactor: t } = contextOf(exchange.req).texts.organisation;
  const pending = await pendingFactor(exchange);
  if (pending === null) return seeOther(path);
  const forms = formsHtml(exchange, { confirm: confirmForm(t) });
  const { secret, uri, qrSvg } = pending;
  const main = setUpPage({
    ...{ t, uri, form: forms.confirm },
    qr: `data:image/svg+xml,${encodeURIComponent(qrSvg)}`,
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
  });
  return await showMemberPage(exchange, {
    title: t.setUpTitle,
    main,
    section: 'account',
    path: setUpPath,
  });
}

function beginForm(context: PageContext): FormPage {
  const { secondFactor: t } = context.texts.organisation;
  return { title: t.title, action: path, fields: [presentPassword(context)], button: t.begin };
}

function confirmForm(t: T): FormPage {
  return { title: t.setUpTitle, action: setUpPath, fields: [codeField(t.code)], button: t.confirmButton };
}

function removeForm(context: PageContext): FormPage {
  const { secondFactor: t } = context.texts.organisation;
  return {
    title: t.removeHeading,
    action: path,
    sendTo: `${path}/retrait`,
    fields: [presentPassword(context), codeField(t.removeCode)],
    button: t.removeButton,
    look: 'danger',
  };
}

function codeField(label: string) {
  return textField({ name: 'code', label, autocomplete: 'one-time-code', maxlength: 40 });
}

import type { z } from 'zod';
import {
  confirmSecondFactor,
  pendingSecondFactor,
  proposeSecondFactor,
  removeSecondFactor,
  showSecondFactor,
} from '../../account/second-factor.ts';
import type { Reply } from '../../http/reply.ts';
import {
  recoveryCodesSchema,
  secondFactorProposalSchema,
  secondFactorSchema,
} from '../../schemas/account.ts';
import { keptFormFor } from '../../kept-forms/kept-form.ts';
import { textField } from '../account-form/fields.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { readCode } from '../login/second-step-routes.ts';
import type { Texts } from '../texts/index.ts';
import { codesLeftHtml } from '../recovery-codes/left.ts';
import { presentPassword } from './credentials.ts';
import {
  type AccountForm,
  type AccountFormPage,
  accountPath,
  doneAt,
  formRoutes,
  type OwnExchange,
  postRoute,
} from './form-routes.ts';
import { codesPath, factorPath as path, recoveryCodesPageRoutes } from './recovery-codes.ts';

const confirmPath = `${path}/confirmation`;
const offPath = `${path}/arret`;

type FactorTexts = Texts['account']['factor'];

type Proposal = z.output<typeof secondFactorProposalSchema>;

const enrolment = template<{ t: FactorTexts; picture: string; uri: string; secret: string }>(
  'account/enrolment',
);
const codesPage = template<{ t: FactorTexts; codes: readonly string[]; next: string }>(
  'account/recovery-codes',
);

const proposing: AccountFormPage = {
  path,
  summary: 'The second step of a login: on or off',
  about: { password_wrong: 'password' },
  build: async (exchange) => {
    // After a wrong first code the same secret is shown again: the application has it already.
    const isConfirming = keptFormFor(exchange.req, confirmPath) !== null;
    const pending = isConfirming ? await pendingSecondFactor(exchange) : null;
    if (pending !== null) return enrolmentForm(exchange, pending);
    const { enabled } = await factorOf(exchange);
    return enabled ? await offForm(exchange) : onForm(exchange);
  },
  act: async (exchange, form) => {
    const password = form.get('password') ?? '';
    const { json } = await proposeSecondFactor(exchange, { password });
    return await showForm(exchange, enrolmentForm(exchange, secondFactorProposalSchema.parse(json)));
  },
};

const confirming: AccountForm = {
  path: confirmPath,
  summary: 'The second step turned on by a first code; the recovery codes are shown, once',
  about: { second_factor_wrong: 'code' },
  act: async (exchange, form) => {
    const { json } = await confirmSecondFactor(exchange, { code: readCode(form.get('code')) });
    return await showCodes(exchange, recoveryCodesSchema.parse(json).recoveryCodes);
  },
};

const turningOff: AccountForm = {
  path: offPath,
  summary: 'The second step turned off',
  about: { password_wrong: 'password' },
  act: async (exchange, form) => {
    await removeSecondFactor(exchange, { password: form.get('password') ?? '' });
    return doneAt(exchange, accountPath, 'second_factor_off');
  },
};

/** Turning the second step on and off, and its recovery codes. */
export const secondFactorPageRoutes = [
  ...formRoutes(proposing),
  postRoute(confirming),
  postRoute(turningOff),
  ...recoveryCodesPageRoutes,
];

async function factorOf(exchange: OwnExchange): Promise<z.output<typeof secondFactorSchema>> {
  return secondFactorSchema.parse((await showSecondFactor(exchange)).json);
}

function onForm({ req }: OwnExchange): FormPage {
  const context = contextOf(req);
  const { account } = context.texts;
  const { factor: t } = account;
  return {
    title: t.heading,
    intro: t.introOff,
    action: path,
    back: { href: accountPath, label: account.back },
    fields: [presentPassword(context)],
    button: t.turnOn,
  };
}

async function offForm(exchange: OwnExchange): Promise<FormPage> {
  const context = contextOf(exchange.req);
  const { account } = context.texts;
  const { factor: t } = account;
  const { recoveryCodesLeft } = await factorOf(exchange);
  return {
    title: t.heading,
    intro: [t.introOn],
    above: codesLeftHtml(context, recoveryCodesLeft, codesPath),
    action: path,
    sendTo: offPath,
    back: { href: accountPath, label: account.back },
    fields: [presentPassword(context)],
    button: t.turnOff,
    look: 'danger',
  };
}

function enrolmentForm({ req }: OwnExchange, { uri, secret, qrSvg }: Proposal): FormPage {
  const { account } = contextOf(req).texts;
  const { factor: t } = account;
  const picture = `data:image/svg+xml;base64,${Buffer.from(qrSvg).toString('base64')}`;
  return {
    title: t.enrolTitle,
    intro: t.enrolIntro,
    above: enrolment({ t, picture, uri, secret: inGroups(secret) }),
    action: path,
    sendTo: confirmPath,
    back: { href: accountPath, label: account.back },
    fields: [
      textField({
        name: 'code',
        label: t.codeLabel,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        maxlength: 10,
      }),
    ],
    button: t.confirm,
    links: [{ href: path, label: t.again }],
  };
}

async function showCodes(exchange: OwnExchange, codes: readonly string[]): Promise<Reply> {
  const { factor: t } = contextOf(exchange.req).texts.account;
  return await showPage(exchange, {
    title: t.codesTitle,
    main: codesPage({ t, codes, next: accountPath }),
    path,
  });
}

/** « ABCD EFGH … »: easier to type; applications ignore the spaces. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

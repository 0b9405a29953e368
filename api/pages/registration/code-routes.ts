import { readRegistration } from '../../../db/accounts/registrations.ts';
import { maskEmail } from '../../../domain/account/email-address.ts';
import { codeResends } from '../../../domain/account/registration-rules.ts';
import type { RegistrationView } from '../../../workflows/registration/contract.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, route } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import { enterCode, sendAgain, standingOf } from '../../registrations/messages.ts';
import { idParams } from '../../schemas/parts.ts';
import { emailCodeSchema } from '../../schemas/registration.ts';
import { textField } from '../account-form/fields.ts';
import { formHtml, showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';
import { codePath, placeOf } from './place.ts';

const ofCode = {
  ...aPage,
  path: '/inscription/:id/code',
  access: 'visitor',
  params: idParams,
  unknown: 'registration_not_found',
} as const;

const codeHelp = template<{ t: Texts['registration']; again: string }>('registration/code-help');

/** The code that came by mail: entered, or sent again. */
export const codeRoutes = [
  route({
    ...ofCode,
    method: 'get',
    summary: 'The form for the code that came by mail',
    handle: async (exchange) => {
      const { id } = exchange.params;
      return await showStanding(exchange, id, await standingOf(exchange, id));
    },
  }),
  route({
    ...ofCode,
    method: 'post',
    form: true,
    about: { email_code_wrong: 'code' },
    summary: 'Enter the code that came by mail',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const code = emailCodeSchema.safeParse({ code: exchange.body.get('code') ?? '' });
      return await tried(exchange, id, async () => {
        if (!code.success) throw invalidPart('code', 'Le code compte 6 chiffres.', 'code_shape');
        return await enterCode(exchange, id, code.data.code);
      });
    },
  }),
  route({
    ...ofCode,
    path: '/inscription/:id/code/renvoi',
    method: 'post',
    form: true,
    summary: 'Have the code sent again',
    handle: async (exchange) => {
      const { id } = exchange.params;
      return await tried(exchange, id, async () => {
        await sendAgain(exchange, id);
        leaveNotice(exchange.req.session, 'code_sent_again');
      });
    },
  }),
  route({
    ...aPage,
    method: 'get',
    path: '/inscription/bienvenue',
    access: 'visitor',
    summary: 'The account exists',
    handle: async (exchange) => {
      const { registration: t } = contextOf(exchange.req).texts;
      const links = [
        { href: '/formations', label: t.welcomeLink },
        { href: '/mes-droits', label: t.welcomeRights },
      ];
      return await showMessage(exchange, { title: t.welcomeTitle, paragraphs: t.welcomeText, links });
    },
  }),
];

/** Does it, and goes where the registration stands then. */
async function tried(exchange: Exchange, id: string, work: () => Promise<unknown>): Promise<Reply> {
  await work();
  return seeOther(placeOf(id, await standingOf(exchange, id)));
}

async function showStanding(exchange: Exchange, id: string, view: RegistrationView): Promise<Reply> {
  const place = placeOf(id, view);
  if (place !== codePath(id)) return seeOther(place);
  return view.step === 'email_code'
    ? await showCodeForm(exchange, id, view)
    : await showEnd(exchange, id, view);
}

async function showEnd(exchange: Exchange, id: string, { step }: RegistrationView): Promise<Reply> {
  const { registration: t } = contextOf(exchange.req).texts;
  const text = step === 'dead' ? t.dead : step === 'expired' ? t.expired : t.failed;
  const message = {
    title: t.overTitle,
    paragraphs: [text, t.overAdvice],
    links: [{ href: '/inscription', label: t.startAgain }],
  };
  return await showMessage(exchange, message, { status: 410, path: codePath(id) });
}

async function showCodeForm(exchange: Exchange, id: string, view: RegistrationView): Promise<Reply> {
  const { dates, texts } = contextOf(exchange.req);
  const { registration: t, forms } = texts;
  const { em, services } = exchange;
  const email = (await readRegistration(em, services.vault, id))?.identity?.email;
  const isNew = view.resendsLeft < codeResends;
  const left = Date.parse(view.codeExpiresAt) - services.clock.now();
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  const again = {
    title: '',
    action: `${codePath(id)}/renvoi`,
    fields: [],
    button: t.codeAgain,
    look: 'outline',
  } as const;
  const form = {
    title: t.steps.code.title,
    intro: [
      ...(email === undefined ? t.steps.code.intro : [t.codeSentTo(maskEmail(email))]),
      ...(isNew ? [t.codeSentAgain(dates.time(view.codeSentAt))] : []),
      t.codeUntil(dates.dateTime(view.codeExpiresAt), minutes),
      t.codeTries(view.triesLeft),
    ],
    progress: t.progress(6, 10),
    back: { href: '/inscription/email', label: t.codeBack },
    action: codePath(id),
    fields: [
      textField({
        name: 'code',
        label: t.codeLabel,
        autocomplete: 'one-time-code',
        inputmode: 'numeric',
        maxlength: 20,
      }),
    ],
    button: forms.continue,
    below: codeHelp({ t, again: view.resendsLeft > 0 ? formHtml(exchange, again) : '' }),
  };
  return await showForm(exchange, form);
}

import { z } from 'zod';
import type { Exchange } from '../../http/route.ts';
import { seeOther } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { secondStepSchema } from '../../schemas/account.ts';
import { invalidPart } from '../../problems/problem.ts';
import { completeLogIn } from '../../security/begin-session.ts';
import { pendingTraineeOf } from '../../security/session-life.ts';
import { textField } from '../account-form/fields.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { localPath } from '../../security/return-path.ts';
import { logInPath } from './log-in-path.ts';

const ofSecondStep = { ...aPage, path: '/connexion/code', access: 'visitor' } as const;

/** The second step of a login in a browser. */
export const secondStepRoutes = [
  route({
    ...ofSecondStep,
    method: 'get',
    summary: 'The form for the code of the second step',
    query: z.object({ retour: z.string().optional() }),
    handle: async (exchange) => {
      const { req, query, services } = exchange;
      const back = localPath(query.retour) ?? '';
      if (pendingTraineeOf(req.session, services.clock.now()) === null) return seeOther(logInPath(back));
      return await showForm(exchange, codeForm(exchange, back));
    },
  }),
  route({
    ...ofSecondStep,
    method: 'post',
    form: true,
    about: { second_factor_wrong: 'code' },
    summary: 'Log in by the code of the second step',
    handle: async (exchange) => {
      const { body, req, services } = exchange;
      const back = localPath(body.get('retour')) ?? '';
      if (pendingTraineeOf(req.session, services.clock.now()) === null) return seeOther(logInPath(back));
      await completeLogIn(exchange, readCode(body.get('code')));
      return seeOther(back || '/dossiers');
    },
  }),
];

/** Reads a code of the second step as it was typed. Throws `invalid_request` when nothing was. */
export function readCode(typed: string | null): string {
  const code = secondStepSchema.safeParse({ code: typed ?? '' });
  if (!code.success) throw invalidPart('code', 'Saisissez le code.', 'missing');
  return code.data.code;
}

function codeForm({ req }: Exchange, back: string): FormPage {
  const { franceConnect: t } = contextOf(req).texts;
  const path = back === '' ? ofSecondStep.path : `${ofSecondStep.path}?retour=${encodeURIComponent(back)}`;
  return {
    title: t.codeTitle,
    intro: [t.codeIntro],
    action: path,
    sendTo: ofSecondStep.path,
    hidden: { retour: back },
    fields: [textField({ name: 'code', label: t.codeLabel, autocomplete: 'one-time-code', maxlength: 40 })],
    button: t.codeButton,
    links: [{ href: logInPath(back), label: t.codeBack }],
  };
}

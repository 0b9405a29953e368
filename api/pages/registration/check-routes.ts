import { z } from 'zod';
import { type CaptchaAnswer, newCaptcha } from '../../captchas/captchas.ts';
import { registerPending } from '../../franceconnect/register.ts';
import { networkOf } from '../../http/network.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { beginRegistration } from '../../registrations/begin.ts';
import { textField } from '../account-form/fields.ts';
import { showForm } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';
import { type Draft, readDraft, saveDraft } from './draft.ts';
import { missingStep } from './identity-routes.ts';

const ofCheck = { ...aPage, path: '/inscription/controle', access: 'visitor' } as const;
const begun = z.object({ id: z.uuid() });
const longestProof = 4_000;

interface CodeView {
  t: Texts['registration'];
  image: string;
  audio: string;
  challenge: string;
  again: string;
}

const codeImage = template<CodeView>('registration/code-image');

/** The security check, and the start of the registration. */
export const checkRoutes = [
  route({
    ...ofCheck,
    method: 'get',
    summary: 'The code to copy',
    handle: async (exchange) => {
      const before = missingStep(readDraft(exchange));
      return before === null ? await showCheck(exchange) : seeOther(before);
    },
  }),
  route({
    ...ofCheck,
    method: 'post',
    form: true,
    about: { captcha_wrong: 'text' },
    summary: 'Send what was typed so far, with the code as it was read',
    handle: async (exchange) => {
      const draft = readDraft(exchange);
      const before = missingStep(draft);
      if (before !== null) return seeOther(before);
      const { id } = begun.parse((await begin(exchange, draft, answerIn(exchange.body))).json);
      // Kept for whoever goes back to correct the address; the password is not.
      const { password: _password, ...identity } = draft;
      await saveDraft(exchange, { ...identity, registrationId: id });
      return seeOther(`/inscription/${id}/code`);
    },
  }),
];

function begin(exchange: Exchange, draft: Draft, captcha: CaptchaAnswer): Promise<Reply> {
  const { language } = contextOf(exchange.req);
  const { nir = '', birthName = '', email = '', password = '' } = draft;
  return draft.vouched === undefined
    ? beginRegistration(exchange, { nir, birthName, email, password, captcha, language })
    : registerPending(exchange, { nir, email, password, captcha, language });
}

/** Throws `captcha_wrong` where there is no answer at all. */
function answerIn(form: Form): CaptchaAnswer {
  const id = z.uuid().safeParse(form.get('captcha'));
  if (!id.success) throw new Problem('captcha_wrong');
  const proof = form.get('proof') ?? '';
  if (proof !== '') return { id: id.data, proof: proof.slice(0, longestProof) };
  return { id: id.data, text: (form.get('text') ?? '').slice(0, 20) };
}

async function showCheck(exchange: Exchange): Promise<Reply> {
  const { services, em, req } = exchange;
  const { texts, language } = contextOf(req);
  const { registration: t, forms } = texts;
  await services.rateLimits.count('captchas', networkOf(req));
  const { id, image, audio, challenge } = await newCaptcha(services, em);
  return await showForm(exchange, {
    title: t.steps.check.title,
    intro: t.steps.check.intro,
    progress: t.progress(5, 10),
    back: { href: '/inscription/mot-de-passe', label: t.back },
    action: ofCheck.path,
    hidden: { captcha: id, proof: '' },
    above: codeImage({
      ...{ t, image, audio: `${audio}?lang=${language}`, again: ofCheck.path },
      challenge: JSON.stringify(challenge),
    }),
    fields: [textField({ name: 'text', label: t.checkLabel, maxlength: 20 })],
    button: forms.continue,
  });
}

import { readRegistration } from '../../../db/accounts/registrations.ts';
import { currentTermsVersion } from '../../../domain/policy/terms.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, route, type Route } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import type { TypedProfile } from '../../registrations/check-profile.ts';
import { complete, standingOf } from '../../registrations/messages.ts';
import { beginFirstSession } from '../../security/begin-session.ts';
import { localPath } from '../../security/return-path.ts';
import { idParams } from '../../schemas/parts.ts';
import { showForm } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { termsLinkHtml } from '../terms/link.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import { type Draft, dropDraft, readDraft, saveDraft } from './draft.ts';
import { placeOf } from './place.ts';
import { contactIn, noDiploma, profileSteps } from './profile-steps.ts';
import { showStep, type Step, typedIn } from './step.ts';

const ofRegistration = {
  ...aPage,
  access: 'visitor',
  params: idParams,
  unknown: 'registration_not_found',
} as const;
const ofTerms = { ...ofRegistration, path: '/inscription/:id/conditions' } as const;

/** The last steps of creating an account, one a page. */
export const profileRoutes: readonly Route[] = [
  ...profileSteps.flatMap(stepRoutes),
  route({
    ...ofTerms,
    method: 'get',
    summary: 'The general terms',
    handle: async (exchange) => {
      const { id } = exchange.params;
      return (await elsewhere(exchange, id, profileSteps.length)) ?? (await showTerms(exchange, id));
    },
  }),
  route({
    ...ofTerms,
    method: 'post',
    form: true,
    summary: 'Accept the general terms: the account exists',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const other = await elsewhere(exchange, id, profileSteps.length);
      if (other !== null) return other;
      if (exchange.body.get('terms') !== 'oui')
        throw invalidPart('terms', 'Acceptez les conditions générales pour continuer.', 'accept_terms');
      await complete(exchange, id, profileIn(draftOf(exchange, id)));
      dropDraft(exchange);
      const view = await standingOf(exchange, id);
      return seeOther(view.step === 'completed' ? await welcomed(exchange, id) : placeOf(id, view));
    },
  }),
];

function stepRoutes(step: Step, index: number): Route[] {
  const path = `/inscription/:id/${step.slug}`;
  const pageOf = (id: string) => ({
    action: pathOf(id, index),
    back: index === 0 ? null : pathOf(id, index - 1),
  });
  return [
    route({
      ...ofRegistration,
      path,
      method: 'get',
      summary: `Creating an account, step ${step.number}`,
      handle: async (exchange) => {
        const { id } = exchange.params;
        const other = await elsewhere(exchange, id, index);
        return other ?? (await showStep(exchange, step, { ...pageOf(id), values: draftOf(exchange, id) }));
      },
    }),
    route({
      ...ofRegistration,
      path,
      method: 'post',
      form: true,
      summary: `Take step ${step.number}`,
      handle: async (exchange) => {
        const { id } = exchange.params;
        const other = await elsewhere(exchange, id, index);
        if (other !== null) return other;
        const context = contextOf(exchange.req);
        const draft = draftOf(exchange, id);
        const fields = step.fields(context, draft);
        const values = { ...draft, ...typedIn(exchange.body, fields) };
        await saveDraft(exchange, { ...draft, ...(await step.read(values, exchange, id)) });
        return seeOther(pathOf(id, index + 1));
      },
    }),
  ];
}

/** Logs in whoever has just made their account, and says where that leads: back to where the registration was begun. */
async function welcomed(exchange: Exchange, id: string): Promise<string> {
  const { em, req, services } = exchange;
  const back = localPath(req.session.afterRegistration);
  const pending = await readRegistration(em, services.vault, id);
  if (pending !== null) await beginFirstSession(exchange, pending.traineeId);
  if (back === null) return '/inscription/bienvenue';
  leaveNotice(req.session, 'account_created');
  return back;
}

/** Where to go instead: the code is not entered, the account exists, or an earlier step is missing. Null: nowhere. */
async function elsewhere(exchange: Exchange, id: string, index: number): Promise<Reply | null> {
  const view = await standingOf(exchange, id);
  if (view.step !== 'profile') return seeOther(placeOf(id, view));
  const draft = draftOf(exchange, id);
  const missing = profileSteps.slice(0, index).findIndex(({ key }) => draft[key] === undefined);
  return missing < 0 ? null : seeOther(pathOf(id, missing));
}

/** What was typed for this very registration. */
function draftOf(exchange: Exchange, id: string): Draft {
  const draft = readDraft(exchange);
  return draft.registrationId === id ? draft : { registrationId: id };
}

function profileIn(draft: Draft): TypedProfile {
  const { diploma, diplomaYear } = draft;
  return {
    ...contactIn(draft),
    diploma: diploma === noDiploma ? null : { level: Number(diploma), year: Number(diplomaYear) },
    category: Number(draft.category),
    termsVersion: currentTermsVersion,
  };
}

function pathOf(id: string, index: number): string {
  return `/inscription/${id}/${profileSteps[index]?.slug ?? 'conditions'}`;
}

async function showTerms(exchange: Exchange, id: string): Promise<Reply> {
  const context = contextOf(exchange.req);
  const { registration: t } = context.texts;
  const form = {
    title: t.steps.terms.title,
    above: termsLinkHtml(context),
    intro: t.steps.terms.intro,
    progress: t.progress(10, 10),
    action: pathOf(id, profileSteps.length),
    back: { href: pathOf(id, profileSteps.length - 1), label: t.back },
    fields: [
      {
        kind: 'check',
        name: 'terms',
        label: t.termsLabel(currentTermsVersion),
        isChecked: false,
      } as const,
    ],
    button: t.createButton,
  };
  return await showForm(exchange, form);
}

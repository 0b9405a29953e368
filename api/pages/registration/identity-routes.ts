import { z } from 'zod';
import { seeOther } from '../../http/reply.ts';
import { route, type Route } from '../../http/route.ts';
import { localPath } from '../../security/return-path.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { type Draft, readDraft, saveDraft } from './draft.ts';
import { identitySteps } from './identity-steps.ts';
import { showStep, type Step, typedIn } from './step.ts';

declare module 'express-session' {
  interface SessionData {
    /** The page that a registration was begun on. */
    afterRegistration?: string;
  }
}

const checkPath = '/inscription/controle';

/** The steps of creating an account before the security check, one a page. */
export const identityRoutes: readonly Route[] = [
  route({
    ...aPage,
    method: 'get',
    path: '/inscription',
    access: 'visitor',
    summary: 'Begin creating an account; it leads back to the page that it was begun on',
    query: z.object({ retour: z.string().optional() }),
    handle: ({ req, query }) => {
      const back = localPath(query.retour);
      if (back !== null) req.session.afterRegistration = back;
      return seeOther(pathOf(0));
    },
  }),
  ...identitySteps.flatMap(stepRoutes),
];

/** The page of the first step before `count` that this draft lacks; null when it lacks none. */
export function missingStep(draft: Draft, count = identitySteps.length): string | null {
  const missing = identitySteps.slice(0, count).findIndex(({ key }) => draft[key] === undefined);
  if (missing < 0) return null;
  return draft.registrationId === undefined ? pathOf(missing) : `/inscription/${draft.registrationId}/code`;
}

function stepRoutes(step: Step, index: number): Route[] {
  const path = pathOf(index);
  const page = { action: path, back: index === 0 ? '/connexion' : pathOf(index - 1) };
  const common = { ...aPage, path, access: 'visitor' } as const;
  return [
    route({
      ...common,
      method: 'get',
      summary: `Creating an account, step ${index + 1}`,
      handle: async (exchange) => {
        const draft = readDraft(exchange);
        const before = missingStep(draft, index);
        if (before !== null) return seeOther(before);
        return await showStep(exchange, step, { ...page, values: begunAgain(draft, index) });
      },
    }),
    route({
      ...common,
      method: 'post',
      form: true,
      summary: `Take step ${index + 1}`,
      handle: async (exchange) => {
        const kept = readDraft(exchange);
        const before = missingStep(kept, index);
        if (before !== null) return seeOther(before);
        const context = contextOf(exchange.req);
        const draft = begunAgain(kept, index);
        const names = step.fields(context, draft);
        const values = { ...draft, ...typedIn(exchange.body, names) };
        await saveDraft(exchange, { ...draft, ...(await step.read(values, exchange, '')) });
        return seeOther(index + 1 < identitySteps.length ? pathOf(index + 1) : checkPath);
      },
    }),
  ];
}

/**
 * What of a draft whose code was sent goes on at an earlier step: whoever corrects name or address keeps who they are; whoever is
 * back at the first step may be somebody else.
 */
function begunAgain(draft: Draft, index: number): Draft {
  if (draft.registrationId === undefined) return draft;
  if (index === 0) return {};
  const { registrationId: _sent, password: _password, ...said } = draft;
  return said;
}

function pathOf(index: number): string {
  return `/inscription/${identitySteps[index]?.slug ?? ''}`;
}

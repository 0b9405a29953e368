import { z } from 'zod';
import { expectedSessionSchema } from '../../../domain/dossier/message-schema.ts';
import { sourceOf } from '../../dossiers/read.ts';
import { send } from '../../dossiers/send.ts';
import { seeOther } from '../../http/reply.ts';
import { type Form, route } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { ofDossier } from '../../routes/shared.ts';
import { contextOf } from '../context.ts';
import { act, dossierPath } from '../dossier/act.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage } from '../frame/frame.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import { recapView, type RecapView } from './view.ts';

const recapPage = template<RecapView>('sending/recap');
const ofTrainee = { ...aPage, ...ofDossier, access: 'trainee' } as const;
const sessionChoice = z.uuid().nullable().catch(null);

/** Choosing a draft's session, reading everything once more, and sending it. */
export const sendingPageRoutes = [
  route({
    ...ofTrainee,
    method: 'post',
    path: '/dossiers/:number/session',
    form: true,
    about: { session_required: 'session' },
    summary: 'Choose a session for a draft, or none; then go on to what is sent',
    handle: async (exchange) => {
      const { params, body } = exchange;
      const { number } = params;
      const sessionId = sessionChoice.parse(body.get('session') || null);
      const goesOn = body.get('suite') === 'envoi';
      if (goesOn && sessionId === null) throw new Problem('session_required');
      const work = async () => await send(exchange, number, { type: 'amend_draft', contents: { sessionId } });
      if (!goesOn) return await act(exchange, number, { notice: 'draft_changed', work });
      const { status } = await work();
      if (status === 202) leaveNotice(exchange.req.session, 'received');
      return seeOther(status === 202 ? dossierPath(number) : recapPath(number));
    },
  }),
  route({
    ...ofTrainee,
    method: 'get',
    path: '/dossiers/:number/envoi',
    summary: 'What would be sent, with its amounts and the deadline that would run',
    handle: async (exchange) => {
      const { params, req } = exchange;
      const source = await sourceOf(exchange, params.number);
      const { sending } = source;
      if (sending === null) return seeOther(dossierPath(params.number));
      const view = recapView(contextOf(req), source, sending, formFields(req));
      return await showPage(exchange, { title: view.t.title, main: recapPage(view), section: 'dossiers' });
    },
  }),
  route({
    ...ofTrainee,
    method: 'post',
    path: '/dossiers/:number/envoi',
    form: true,
    summary: 'Send the dossier to the organisation as it was shown',
    handle: async (exchange) => {
      const { number } = exchange.params;
      const contents = { expected: shownIn(exchange.body) };
      return await act(exchange, number, {
        notice: 'sent',
        work: () => send(exchange, number, { type: 'submit', contents }),
      });
    },
  }),
];

function recapPath(number: string): string {
  return `/dossiers/${number}/envoi`;
}

/** What the page had shown, as its form sends it back. Throws `session_changed` when it shows nothing. */
function shownIn(form: Form) {
  const shown = expectedSessionSchema.safeParse({
    sessionId: form.get('session'),
    startsOn: form.get('debut'),
    endsOn: form.get('fin'),
    priceCents: Number(form.get('prix') ?? NaN),
  });
  if (!shown.success) throw new Problem('session_changed');
  return shown.data;
}

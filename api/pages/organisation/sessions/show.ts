import { queries } from '../../../../db/database.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { bookableNow } from '../../../catalogue/bookable.ts';
import { ownTraining, ownTrainingTitles, trainingsOf } from '../../../catalogue/own-trainings.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { sessionOf, type SessionSearch, sessionsOf } from '../../../organisation/sessions.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formsHtml, showMemberForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { newSessionForm, sessionForms, sessionsPath } from './forms.ts';
import {
  sessionLine,
  type SessionsView,
  sessionsView,
  type SessionView,
  type TrainingsView,
  trainingsView,
} from './view.ts';

type From = Exchange<MemberCaller>;

const listPage = template<SessionsView>('organisation/sessions/list');
const trainingsPage = template<TrainingsView>('organisation/sessions/trainings');
const sessionPage = template<SessionView>('organisation/sessions/session');

/** Shows the sessions, of one training when one is asked for. Throws `training_not_found` for another's. */
export async function showSessions(exchange: From, search: SessionSearch): Promise<Reply> {
  const { em, caller, req } = exchange;
  const { trainingId, status, page } = search;
  const training =
    trainingId === undefined ? null : { id: trainingId, title: await ownTitle(exchange, trainingId) };
  const found = await sessionsOf(em, caller.id, search);
  const titles = await ownTrainingTitles(
    em,
    caller.id,
    found.items.map((row) => row.trainingId),
  );
  const view = sessionsView(contextOf(req), {
    ...{ ...found, titles, status, training },
    isFirstPage: page === undefined,
    mayPublish: mayPublish(exchange),
  });
  return await showMemberPage(exchange, { title: view.heading, main: listPage(view), section: 'sessions' });
}

/** Shows the organisation's trainings. */
export async function showTrainings(
  exchange: From,
  search: { q?: string | undefined; page?: string | undefined; limit: number },
): Promise<Reply> {
  const { em, caller, req, services } = exchange;
  const found = await trainingsOf(em, caller.id, { ...search, bookable: bookableNow(services) });
  const view = trainingsView(contextOf(req), {
    ...{ ...found, q: search.q },
    isFirstPage: search.page === undefined,
    mayPublish: mayPublish(exchange),
  });
  const title = view.t.trainingsTitle;
  return await showMemberPage(exchange, { title, main: trainingsPage(view), section: 'sessions' });
}

/** Shows the form of a new session. Throws `training_not_found` for a training that is not the organisation's. */
export async function showNewSession(exchange: From, trainingId: string): Promise<Reply> {
  const { sessions: t } = contextOf(exchange.req).texts.organisation;
  const training = await ownTraining(queries(exchange.em), exchange.caller.id, trainingId);
  return await showMemberForm(exchange, 'sessions', newSessionForm(t, training));
}

/** Shows a session with what can be done. Throws `session_not_found`. */
export async function showSession(exchange: From, id: string): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const { sessions: t, turnOnFactor } = context.texts.organisation;
  const row = await sessionOf(em, caller.id, id);
  const title = await ownTitle(exchange, row.trainingId);
  const forms = formsHtml(exchange, sessionForms(t, row));
  const power =
    row.status === 'open'
      ? { heading: t.closeHeading, text: t.closeText }
      : { heading: t.reopenHeading, text: t.reopenText };
  const main = sessionPage({
    ...{ t, turnOnFactor },
    ...sessionLine(context, row, title),
    needsFactor: !mayPublish(exchange),
    change: forms.change,
    power: { ...power, form: forms.power },
  });
  return await showMemberPage(exchange, { title, main, section: 'sessions', path: `${sessionsPath}/${id}` });
}

async function ownTitle({ em, caller }: From, trainingId: string): Promise<string> {
  return (await ownTraining(queries(em), caller.id, trainingId)).title;
}

function mayPublish({ caller }: From): boolean {
  return mayDo(caller.by, 'publish_sessions') === 'allowed';
}

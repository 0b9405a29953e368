import type { Request } from 'express';
import { unreadBy } from '../../../../db/conversation/read-messages.ts';
import { queries } from '../../../../db/database.ts';
import type { DossierNumber } from '../../../../domain/dossier/number.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { organisationTimeline } from '../../../dossiers/organisation-timeline.ts';
import { sourceOf } from '../../../dossiers/read.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { keptFormFor } from '../../../kept-forms/kept-form.ts';
import type { FormPage } from '../../account-form/form.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { actionForms, type MemberAction } from './action-forms.ts';
import { actionSource, memberDossierView, type MemberDossierView } from './view.ts';

const mostEvents = 100;
const dossierPage = template<MemberDossierView>('organisation/dossier/dossier');

/** Shows a dossier to its organisation. */
export async function showMemberDossier(
  exchange: Exchange<MemberCaller>,
  number: DossierNumber,
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const source = await sourceOf(exchange, number);
  const { items } = await organisationTimeline(em, number, { limit: mostEvents });
  const unread = await unreadBy(queries(em), number, caller.role);
  const forms = actionForms(context, actionSource(context, source));
  const view = memberDossierView(context, {
    source,
    unread,
    events: items,
    mayReply: mayDo(caller.by, 'reply_to_dossiers') === 'allowed',
    forms: formsHtml(exchange, forms),
    open: shownAgainOf(req, forms),
  });
  return await showMemberPage(exchange, {
    title: `${view.label} – ${view.title}`,
    main: dossierPage(view),
    section: 'dossiers',
    path: view.path,
  });
}

/** The form that is shown again as it was typed; null when none is. */
function shownAgainOf(req: Request, forms: Readonly<Record<MemberAction, FormPage>>): MemberAction | null {
  const entries = Object.entries(forms) as [MemberAction, FormPage][];
  const again = entries.find(
    ([, { action, sendTo = action, hidden }]) => keptFormFor(req, sendTo, hidden) !== null,
  );
  return again?.[0] ?? null;
}

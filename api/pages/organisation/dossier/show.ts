import { unreadBy } from '../../../../db/conversation/read-messages.ts';
import { queries } from '../../../../db/database.ts';
import type { DossierNumber } from '../../../../domain/dossier/number.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { organisationTimeline } from '../../../dossiers/organisation-timeline.ts';
import { sourceOf } from '../../../dossiers/read.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formsHtml, type RefusedForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import type { Refused } from '../refused.ts';
import { actionForms, type MemberAction } from './action-forms.ts';
import type { TypedAction } from './forms.ts';
import { actionSource, memberDossierView, type MemberDossierView } from './view.ts';

const mostEvents = 100;
const dossierPage = template<MemberDossierView>('organisation/dossier/dossier');

/** What was just tried and not done: why, and what was typed. */
export interface TriedAction {
  refused?: Refused;
  form?: RefusedForm<MemberAction>;
  typed?: TypedAction;
}

/** Shows a dossier to its organisation; after a refusal, with the reason above it or beside the fields that it is about. */
export async function showMemberDossier(
  exchange: Exchange<MemberCaller>,
  number: DossierNumber,
  { refused, form, typed = {} }: TriedAction = {},
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const source = await sourceOf(exchange, number);
  const { items } = await organisationTimeline(em, number, { limit: mostEvents });
  const unread = await unreadBy(queries(em), number, caller.role);
  const forms = actionForms(context, actionSource(context, source, typed));
  const view = memberDossierView(context, {
    source,
    unread,
    events: items,
    mayReply: mayDo(caller.by, 'reply_to_dossiers') === 'allowed',
    ...formsHtml(exchange, forms, form ?? null),
    open: form?.form ?? null,
    refused: refused ?? null,
  });
  return await showMemberPage(exchange, {
    title: `${view.label} – ${view.title}`,
    main: dossierPage(view),
    section: 'dossiers',
    path: view.path,
    status: form?.refusal.status ?? refused?.status ?? 200,
  });
}

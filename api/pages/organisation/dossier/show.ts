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
import { formFields } from '../../frame/form-fields.ts';
import { showMemberPage } from '../frame/space.ts';
import type { Refused } from '../refused.ts';
import { memberDossierView, type MemberDossierView } from './view.ts';

const mostEvents = 100;
const dossierPage = template<MemberDossierView>('organisation/dossier/dossier');

/** Shows a dossier to its organisation; after a refusal, with the reason above it. */
export async function showMemberDossier(
  exchange: Exchange<MemberCaller>,
  number: DossierNumber,
  refused: Refused | null = null,
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const source = await sourceOf(exchange, number);
  const { items } = await organisationTimeline(em, number, { limit: mostEvents });
  const unread = await unreadBy(queries(em), number, caller.role);
  const view = memberDossierView(contextOf(req), {
    source,
    unread,
    events: items,
    mayReply: mayDo(caller.by, 'reply_to_dossiers') === 'allowed',
    formFields: formFields(req),
    refused,
  });
  return await showMemberPage(exchange, {
    title: `${view.label} – ${view.title}`,
    main: dossierPage(view),
    section: 'dossiers',
    path: view.path,
    status: refused?.status ?? 200,
  });
}

import type { z } from 'zod';
import {
  cancelByOrganisation,
  declareEnd,
  declareEntry,
  replyTo,
} from '../../../dossiers/organisation-messages.ts';
import type { DossierNumber } from '../../../../domain/dossier/number.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { ofDossier } from '../../../routes/shared.ts';
import {
  endSchema,
  entrySchema,
  organisationCancellationSchema,
  replySchema,
} from '../../../schemas/messages.ts';
import type { Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { attempt } from '../refused.ts';
import { filled, numberField, present, replyFrom } from './forms.ts';
import { showMemberDossier } from './show.ts';

const aForm = {
  ...aPage,
  ...ofDossier,
  method: 'post',
  access: 'member',
  permission: 'reply_to_dossiers',
  form: true,
} as const;
const notices: Readonly<Record<z.output<typeof replySchema>['decision'], Notice>> = {
  acknowledge: 'acknowledged',
  accept: 'accepted',
  propose: 'proposed',
  refuse: 'refused',
};

/** One dossier for its organisation's members, and what they say to it. */
export const memberDossierRoutes = [
  route({
    ...aPage,
    ...ofDossier,
    method: 'get',
    path: '/organisme/dossiers/:number',
    access: 'member',
    permission: 'read_dossiers',
    summary: 'One dossier, with how to reach the trainee and what can be done',
    handle: async (exchange) => await showMemberDossier(exchange, exchange.params.number),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/reponse',
    summary: 'Acknowledge, accept, propose changes or refuse',
    handle: async (exchange) => {
      const decision = exchange.body.get('decision') as keyof typeof notices;
      return await say(exchange, notices[decision] ?? 'received', (number) =>
        replyTo(exchange, number, parsePart(replySchema, replyFrom(exchange.body))),
      );
    },
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/entree',
    summary: 'Declare the entry',
    handle: async (exchange) =>
      await say(exchange, 'entered', (number) =>
        declareEntry(exchange, number, parsePart(entrySchema, { enteredOn: filled(exchange.body, 'jour') })),
      ),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/fin',
    summary: 'Declare the end',
    handle: async (exchange) =>
      await say(exchange, 'ended', (number) => {
        const { body } = exchange;
        const wish = { endedOn: filled(body, 'jour'), attendancePercent: numberField(body, 'assiduite') };
        return declareEnd(exchange, number, parsePart(endSchema, present(wish)));
      }),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/annulation',
    summary: 'Cancel, with a reason',
    handle: async (exchange) =>
      await say(exchange, 'withdrawn', (number) => {
        const reason = filled(exchange.body, 'motif') ?? filled(exchange.body, 'autre');
        return cancelByOrganisation(exchange, number, parsePart(organisationCancellationSchema, { reason }));
      }),
  }),
];

async function say(
  exchange: Exchange<MemberCaller, { number: DossierNumber }, unknown, Form>,
  notice: Notice,
  send: (number: DossierNumber) => Promise<Reply>,
): Promise<Reply> {
  const { number } = exchange.params;
  return await attempt(exchange, {
    notice,
    path: `/organisme/dossiers/${number}`,
    work: async () => await send(number),
    show: async (refused) => await showMemberDossier(exchange, number, refused),
  });
}

import type { z } from 'zod';
import {
  cancelByOrganisation,
  declareEnd,
  declareEntry,
  replyTo,
} from '../../../dossiers/organisation-messages.ts';
import { proposeDates, withdrawDates } from '../../../dossiers/dates.ts';
import type { DossierNumber } from '../../../../domain/dossier/number.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { ofDossier } from '../../../routes/shared.ts';
import {
  dateProposalSchema,
  endSchema,
  entrySchema,
  organisationCancellationSchema,
  replySchema,
} from '../../../schemas/messages.ts';
import { contextOf } from '../../context.ts';
import { leaveNotice, type Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { cancellationFrom, datesFrom, endFrom, filled, replyFrom } from './forms.ts';
import { showMemberDossier } from './show.ts';

const aboutFields = {
  empty_proposal: 'startsOn',
  invalid_session_dates: 'endsOn',
  session_too_soon: 'startsOn',
  session_begun: 'startsOn',
  price_too_high: 'priceCents',
  price_not_confirmed: 'confirmPrice',
  price_too_low: 'priceCents',
  invalid_entry_date: 'enteredOn',
  invalid_end_date: 'endedOn',
  training_not_over: 'attendancePercent',
  attendance_reason_missing: 'attendanceReason',
} as const;
const aForm = {
  ...aPage,
  ...ofDossier,
  method: 'post',
  access: 'member',
  permission: 'reply_to_dossiers',
  form: true,
  about: aboutFields,
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
      const action = Object.hasOwn(notices, decision) ? decision : 'accept';
      return await say(exchange, notices[action], (number) =>
        replyTo(exchange, number, parsePart(replySchema, replyFrom(exchange.body))),
      );
    },
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/dates',
    summary: 'Propose other dates',
    handle: async (exchange) =>
      await say(exchange, 'dates_proposed', (number) =>
        proposeDates(exchange, number, parsePart(dateProposalSchema, datesFrom(exchange.body))),
      ),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/dates/retrait',
    summary: 'Take proposed dates back',
    handle: async (exchange) =>
      await say(exchange, 'dates_withdrawn', (number) => withdrawDates(exchange, number)),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/entree',
    summary: 'Declare the entry',
    handle: async (exchange) =>
      await say(exchange, 'entered', (number) => {
        const wish = { enteredOn: filled(exchange.body, 'enteredOn') };
        return declareEntry(exchange, number, parsePart(entrySchema, wish));
      }),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/fin',
    summary: 'Declare the end',
    handle: async (exchange) =>
      await say(exchange, 'ended', (number) =>
        declareEnd(exchange, number, parsePart(endSchema, endFrom(exchange.body))),
      ),
  }),
  route({
    ...aForm,
    path: '/organisme/dossiers/:number/annulation',
    summary: 'Cancel, with a reason',
    handle: async (exchange) =>
      await say(exchange, 'withdrawn', (number) => {
        const { noReason } = contextOf(exchange.req).texts.organisation.dossier.withdraw;
        const wish = parsePart(organisationCancellationSchema, cancellationFrom(exchange.body, noReason));
        return cancelByOrganisation(exchange, number, wish);
      }),
  }),
];

/** Sends what a form asks, and leads back to the dossier. */
async function say(
  exchange: Exchange<MemberCaller, { number: DossierNumber }, unknown, Form>,
  notice: Notice,
  send: (number: DossierNumber) => Promise<Reply>,
): Promise<Reply> {
  const { number } = exchange.params;
  const { status } = await send(number);
  leaveNotice(exchange.req.session, status === 202 ? 'received' : notice);
  return seeOther(`/organisme/dossiers/${number}`);
}

import { memberOfOrganisation, membersOf } from '../../../../db/organisation/members.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { change, invite, resend, takeFactorAway } from '../../../organisation/members.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { Problem } from '../../../problems/problem.ts';
import { inviteeSchema, memberChangeSchema } from '../../../schemas/members.ts';
import { idParams } from '../../../schemas/parts.ts';
import { withRefusal } from '../../account-form/form.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { leaveNotice, type Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { formsHtml, type RefusedForm, takeForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import {
  invitationForm,
  type MemberAction,
  memberForms,
  membersPath,
  type TypedInvitation,
} from './forms.ts';
import { memberLine, memberView, type MembersView, type MemberView } from './view.ts';

type From = Exchange<MemberCaller>;

const listPage = template<MembersView>('organisation/members/list');
const memberPage = template<MemberView>('organisation/members/member');
const reading = { ...aPage, method: 'get', access: 'member', permission: 'read_members' } as const;
const managing = {
  ...aPage,
  method: 'post',
  access: 'member',
  permission: 'manage_members',
  form: true,
} as const;
const ofMember = { params: idParams, unknown: 'member_not_found' } as const;
const nothingTyped: TypedInvitation = { email: '', role: 'agent' };

/** The people of an organisation, for its administrators. */
export const memberPageRoutes = [
  route({
    ...reading,
    path: membersPath,
    summary: 'Our members',
    handle: async (exchange) => await showMembers(exchange, nothingTyped, null),
  }),
  route({
    ...managing,
    path: membersPath,
    needsFreshProof: true,
    summary: 'Invite a colleague by mail',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const email = (body.get('email') ?? '').trim();
      const role = body.get('role') === 'administrator' ? 'administrator' : 'agent';
      return await takeForm(
        exchange,
        { names: ['email', 'role'], about: { member_exists: 'email', invalid_email: 'email' } },
        async () => {
          await invite(exchange, parsePart(inviteeSchema, { email, role }));
          leaveNotice(req.session, 'member_invited');
          return seeOther(membersPath);
        },
        async (refusal) => await showMembers(exchange, { email, role }, { form: 'invite', refusal }),
      );
    },
  }),
  route({
    ...reading,
    ...ofMember,
    path: `${membersPath}/:id`,
    summary: 'One member, and what can be done',
    handle: async (exchange) => await showMember(exchange, exchange.params.id, null),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/role`,
    needsFreshProof: true,
    summary: 'Change a role',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'role', 'member_changed', async (id) => {
        const wish = parsePart(memberChangeSchema, { role: exchange.body.get('role') ?? '' });
        await change(exchange, id, wish);
      }),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/acces`,
    needsFreshProof: true,
    summary: 'Take an access away, or give it back',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'access', 'member_changed', async (id) => {
        const wish = parsePart(memberChangeSchema, { status: exchange.body.get('status') ?? '' });
        await change(exchange, id, wish);
      }),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/invitation`,
    needsFreshProof: true,
    summary: 'Send a new invitation',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'invitation', 'member_invited', (id) => resend(exchange, id)),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/double-authentification`,
    needsFreshProof: true,
    summary: 'Take away the second factor of a colleague who lost it',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'factor', 'member_factor_removed', (id) =>
        takeFactorAway(exchange, id),
      ),
  }),
];

async function act(
  exchange: From,
  id: string,
  form: MemberAction,
  notice: Notice,
  work: (id: string) => Promise<void>,
): Promise<Reply> {
  return await takeForm(
    exchange,
    { names: ['role'] },
    async () => {
      await work(id);
      leaveNotice(exchange.req.session, notice);
      return seeOther(`${membersPath}/${id}`);
    },
    async (refusal) => await showMember(exchange, id, { form, refusal }),
  );
}

function mayManage({ caller }: From): boolean {
  return mayDo(caller.by, 'manage_members') === 'allowed';
}

async function showMembers(
  exchange: From,
  typed: TypedInvitation,
  refused: RefusedForm<'invite'> | null,
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const { members: t, turnOnFactor } = context.texts.organisation;
  const { forms, errors } = formsHtml(exchange, { invite: invitationForm(t, typed) }, refused);
  const members = await membersOf(em, caller.id);
  const main = listPage({
    ...{ t, turnOnFactor, errors },
    members: members.map((member) => memberLine(context, member, caller.by.id)),
    invite: mayManage(exchange) ? forms.invite : null,
  });
  const status = refused?.refusal.status ?? 200;
  const page = { title: t.title, main, section: 'members', path: membersPath, status } as const;
  return withRefusal(await showMemberPage(exchange, page), refused?.refusal ?? null);
}

async function showMember(
  exchange: From,
  id: string,
  refused: RefusedForm<MemberAction> | null,
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const member = await memberOfOrganisation(em, caller.id, id);
  if (member === null) throw new Problem('member_not_found');
  const { members: t } = context.texts.organisation;
  const html = formsHtml(exchange, memberForms(t, member), refused);
  const view = memberView(context, member, { ...html, ownId: caller.by.id, mayManage: mayManage(exchange) });
  const page = {
    title: view.name,
    main: memberPage(view),
    section: 'members',
    path: `${membersPath}/${id}`,
    status: refused?.refusal.status ?? 200,
  } as const;
  return withRefusal(await showMemberPage(exchange, page), refused?.refusal ?? null);
}

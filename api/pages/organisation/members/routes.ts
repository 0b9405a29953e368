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
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { leaveNotice, type Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { invitationForm, memberForms, membersPath } from './forms.ts';
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

/** The people of an organisation, for its administrators. */
export const memberPageRoutes = [
  route({
    ...reading,
    path: membersPath,
    summary: 'Our members',
    handle: async (exchange) => await showMembers(exchange),
  }),
  route({
    ...managing,
    path: membersPath,
    about: { member_exists: 'email', invalid_email: 'email' },
    needsFreshProof: true,
    summary: 'Invite a colleague by mail',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const email = (body.get('email') ?? '').trim();
      const role = body.get('role') === 'administrator' ? 'administrator' : 'agent';
      await invite(exchange, parsePart(inviteeSchema, { email, role }));
      leaveNotice(req.session, 'member_invited');
      return seeOther(membersPath);
    },
  }),
  route({
    ...reading,
    ...ofMember,
    path: `${membersPath}/:id`,
    summary: 'One member, and what can be done',
    handle: async (exchange) => await showMember(exchange, exchange.params.id),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/role`,
    needsFreshProof: true,
    summary: 'Change a role',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'member_changed', async (id) => {
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
      await act(exchange, exchange.params.id, 'member_changed', async (id) => {
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
      await act(exchange, exchange.params.id, 'member_invited', (id) => resend(exchange, id)),
  }),
  route({
    ...managing,
    ...ofMember,
    path: `${membersPath}/:id/double-authentification`,
    needsFreshProof: true,
    summary: 'Take away the second factor of a colleague who lost it',
    handle: async (exchange) =>
      await act(exchange, exchange.params.id, 'member_factor_removed', (id) => takeFactorAway(exchange, id)),
  }),
];

async function act(
  exchange: From,
  id: string,
  notice: Notice,
  work: (id: string) => Promise<void>,
): Promise<Reply> {
  await work(id);
  leaveNotice(exchange.req.session, notice);
  return seeOther(`${membersPath}/${id}`);
}

function mayManage({ caller }: From): boolean {
  return mayDo(caller.by, 'manage_members') === 'allowed';
}

async function showMembers(exchange: From): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const { members: t, turnOnFactor } = context.texts.organisation;
  const forms = formsHtml(exchange, { invite: invitationForm(t) });
  const members = await membersOf(em, caller.id);
  const main = listPage({
    ...{ t, turnOnFactor },
    members: members.map((member) => memberLine(context, member, caller.by.id)),
    invite: mayManage(exchange) ? forms.invite : null,
  });
  return await showMemberPage(exchange, { title: t.title, main, section: 'members', path: membersPath });
}

async function showMember(exchange: From, id: string): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const member = await memberOfOrganisation(em, caller.id, id);
  if (member === null) throw new Problem('member_not_found');
  const { members: t } = context.texts.organisation;
  const forms = formsHtml(exchange, memberForms(t, member));
  const view = memberView(context, member, { forms, ownId: caller.by.id, mayManage: mayManage(exchange) });
  return await showMemberPage(exchange, {
    title: view.name,
    main: memberPage(view),
    section: 'members',
    path: `${membersPath}/${id}`,
  });
}

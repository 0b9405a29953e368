import { z } from 'zod';
import { inviteeOf } from '../../db/organisation/invitations.ts';
import { memberOfOrganisation, membersOf } from '../../db/organisation/members.ts';
import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { accept } from '../organisation/member-password.ts';
import { change, invite, resend, takeFactorAway } from '../organisation/members.ts';
import { Problem } from '../problems/problem.ts';
import {
  acceptanceSchema,
  invitationSchema,
  invitationTokenSchema,
  inviteeSchema,
  memberChangeSchema,
  memberSchema,
} from '../schemas/members.ts';
import { idParams } from '../schemas/parts.ts';

const tag = 'organisation members';
const access = 'organisation';
const ofMember = { params: idParams, unknown: 'member_not_found' } as const;

/** The people of an organisation: for its administrators. Invitations are for whoever got the mail. */
export const organisationMemberRoutes = [
  route({
    method: 'get',
    path: '/api/organisation/members',
    access,
    permission: 'read_members',
    tag,
    summary: 'Our members',
    successes: [
      { status: 200, description: 'All members.', schema: z.object({ items: z.array(memberSchema) }) },
    ],
    handle: async ({ em, caller }) => ok({ items: await membersOf(em, caller.id) }),
  }),
  route({
    method: 'post',
    path: '/api/organisation/members',
    access,
    permission: 'manage_members',
    tag,
    needsFreshProof: true,
    summary: 'Invite a colleague by mail',
    body: inviteeSchema,
    successes: [{ status: 201, description: 'Invited.', schema: memberSchema }],
    problems: ['member_exists', 'too_many_members', 'invalid_email', 'too_many_requests'],
    handle: async (exchange) => await invite(exchange, exchange.body),
  }),
  route({
    ...ofMember,
    method: 'get',
    path: '/api/organisation/members/:id',
    access,
    permission: 'read_members',
    tag,
    summary: 'One member',
    successes: [{ status: 200, description: 'The member.', schema: memberSchema }],
    handle: async ({ em, caller, params }) => {
      const member = await memberOfOrganisation(em, caller.id, params.id);
      if (member === null) throw new Problem('member_not_found');
      return ok(member);
    },
  }),
  route({
    ...ofMember,
    method: 'patch',
    path: '/api/organisation/members/:id',
    access,
    permission: 'manage_members',
    tag,
    needsFreshProof: true,
    summary: 'Change a role, disable or enable a member',
    description: 'Disabling ends their sessions at once. The last active administrator stays.',
    body: memberChangeSchema,
    successes: [{ status: 200, description: 'The member after it.', schema: memberSchema }],
    problems: ['last_administrator'],
    handle: async (exchange) => await change(exchange, exchange.params.id, exchange.body),
  }),
  route({
    ...ofMember,
    method: 'post',
    path: '/api/organisation/members/:id/invitation',
    access,
    permission: 'manage_members',
    tag,
    needsFreshProof: true,
    summary: 'Send a new invitation to somebody who has not accepted one',
    successes: [{ status: 204, description: 'On its way; earlier ones are worth nothing.' }],
    problems: ['invitation_not_open', 'too_many_requests'],
    handle: async (exchange) => {
      await resend(exchange, exchange.params.id);
      return done;
    },
  }),
  route({
    ...ofMember,
    method: 'delete',
    path: '/api/organisation/members/:id/second-factor',
    access,
    permission: 'manage_members',
    tag,
    needsFreshProof: true,
    summary: 'Take away the second factor of a colleague who lost it',
    successes: [{ status: 204, description: 'They may enrol another.' }],
    problems: ['own_second_factor'],
    handle: async (exchange) => {
      await takeFactorAway(exchange, exchange.params.id);
      return done;
    },
  }),
  route({
    method: 'post',
    path: '/api/organisation/invitations/check',
    access: 'visitor',
    tag,
    summary: 'Whom an invitation is for',
    body: invitationTokenSchema,
    successes: [{ status: 200, description: 'It is good.', schema: invitationSchema }],
    problems: ['invitation_not_valid'],
    handle: async ({ em, body }) => {
      const invitee = await inviteeOf(em, body.token);
      if (invitee === null) throw new Problem('invitation_not_valid');
      return ok({ email: invitee.email, organisation: invitee.organisation });
    },
  }),
  route({
    method: 'post',
    path: '/api/organisation/invitations/accept',
    access: 'visitor',
    tag,
    summary: 'Accept an invitation: name and password; then log in',
    body: acceptanceSchema,
    successes: [{ status: 204, description: 'Accepted.' }],
    problems: ['invitation_not_valid', 'too_many_requests'],
    handle: async (exchange) => {
      await accept(exchange, exchange.body);
      return done;
    },
  }),
];

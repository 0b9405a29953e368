import { type Exchange, type Form, route } from '../../../http/route.ts';
import { accept } from '../../../organisation/member-password.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { invalidPart } from '../../../problems/problem.ts';
import { acceptanceSchema } from '../../../schemas/members.ts';
import { passwordField, textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import { messageParts } from '../../account-form/message.ts';
import { passwordRulesHtml } from '../../account-form/password-rules.ts';
import { tokenField, tokenIn } from '../../account-links/token-field.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { aPage } from '../../page-route.ts';
import { showBareForm } from '../form/member-form.ts';
import { showBarePage } from '../frame/space.ts';

const inviteePart = template<{ forWhom: string; notValid: string }>('organisation/invitation/invitee');
const ofInvitation = { ...aPage, path: '/organisme/invitation', access: 'visitor' } as const;
const afterwards = `/organisme/connexion?retour=${encodeURIComponent('/organisme/double-authentification')}`;
const fields = ['token', 'name', 'password'] as const;

interface Typed {
  token: string;
  name: string;
  password: string;
}

/** Accepting an invitation by the link of its mail: a name and a password. */
export const invitationRoutes = [
  route({
    ...ofInvitation,
    method: 'get',
    summary: 'Accept an invitation by its link',
    handle: (exchange) => showBareForm(exchange, invitationForm(exchange)),
  }),
  route({
    ...ofInvitation,
    method: 'post',
    form: true,
    about: { invitation_not_valid: 'token' },
    summary: 'Take name and password; the link works once',
    handle: async (exchange) => {
      const t = contextOf(exchange.req).texts.organisation.invitation;
      const typed = typedIn(exchange.body);
      refuseEmpty(exchange, typed);
      await accept(exchange, parsePart(acceptanceSchema, typed));
      const links = [{ href: afterwards, label: t.goOn }];
      const message = { title: t.doneTitle, paragraphs: t.doneText, links };
      return showBarePage(exchange, { ...messageParts(message), path: ofInvitation.path });
    },
  }),
];

function typedIn(form: Form): Typed {
  return {
    token: tokenIn(form.get('token')),
    name: (form.get('name') ?? '').trim(),
    password: form.get('password') ?? '',
  };
}

function refuseEmpty({ req }: Exchange, typed: Typed): void {
  const { missing } = contextOf(req).texts.accountLinks;
  for (const name of fields) {
    if (typed[name] === '') throw invalidPart(name, missing, 'missing');
  }
}

function invitationForm({ req }: Pick<Exchange, 'req'>): FormPage {
  const context = contextOf(req);
  const { invitation: t } = context.texts.organisation;
  return {
    title: t.title,
    intro: t.intro,
    action: ofInvitation.path,
    data: { check: '/api/organisation/invitations/check' },
    above:
      inviteePart({ forWhom: t.forWhom, notValid: t.notValid }) +
      passwordRulesHtml(context, '', { nir: '', name: '', email: '' }, { ofMember: true }),
    fields: [
      tokenField(context),
      textField({ name: 'name', label: t.name, autocomplete: 'name', maxlength: 100 }),
      passwordField({ name: 'password', label: t.password, autocomplete: 'new-password' }),
    ],
    button: t.button,
    links: [{ href: '/organisme/mot-de-passe/oublie', label: t.forgotten }],
  };
}

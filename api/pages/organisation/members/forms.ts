import type { MemberRow } from '../../../../db/organisation/members.ts';
import { type MemberRole, memberRoles } from '../../../../domain/organisation/permissions.ts';
import { textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { Texts } from '../../texts/index.ts';

type T = Texts['organisation']['members'];

/** Where the members are listed. */
export const membersPath = '/organisme/membres';

/** The form that invites a colleague. */
export function invitationForm(t: T): FormPage {
  return {
    title: t.inviteHeading,
    action: membersPath,
    fields: [
      textField({
        name: 'email',
        label: t.email,
        type: 'email',
        inputmode: 'email',
        maxlength: 320,
      }),
      roleField(t, 'agent'),
    ],
    button: t.invite,
  };
}

/** What an administrator may do with a member, by name. */
export type MemberAction = 'role' | 'invitation' | 'factor' | 'access';

/** The forms of a member's page. */
export function memberForms(t: T, member: MemberRow): Record<MemberAction, FormPage> {
  const path = `${membersPath}/${member.id}`;
  const isDisabled = member.status === 'disabled';
  const form = (sendTo: string, button: string) => ({
    title: '',
    action: path,
    sendTo: `${path}/${sendTo}`,
    button,
  });
  return {
    role: { ...form('role', t.roleButton), fields: [roleField(t, member.role)], look: 'outline' },
    invitation: { ...form('invitation', t.inviteAgain), fields: [], look: 'outline' },
    factor: { ...form('double-authentification', t.factorButton), fields: [], look: 'danger' },
    access: {
      ...form('acces', isDisabled ? t.enable : t.disable),
      fields: [],
      hidden: { status: isDisabled ? 'active' : 'disabled' },
      look: isDisabled ? 'outline' : 'danger',
    },
  };
}

function roleField(t: T, value: MemberRole) {
  const options = [...memberRoles].reverse().map((role) => ({ value: role, label: t.roleHints[role] }));
  return { kind: 'choice' as const, name: 'role', label: t.role, value, options };
}

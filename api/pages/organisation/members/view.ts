import type { MemberRow } from '../../../../db/organisation/members.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';
import { type MemberAction, membersPath } from './forms.ts';

type T = Texts['organisation']['members'];

/** The people of an organisation. */
export interface MembersView {
  t: T;
  turnOnFactor: string;
  members: ReturnType<typeof memberLine>[];
  /** Null for an administrator who has not given a second factor. */
  invite: string | null;
}

/** One of them, with what can be done. */
export interface MemberView {
  t: T;
  turnOnFactor: string;
  name: string;
  status: string;
  statusLabel: string;
  facts: { name: string; value: string }[];
  needsFactor: boolean;
  actions: { id: string; heading: string; text: string | null; form: string }[];
}

/** A member in the list. */
export function memberLine({ texts, dates }: PageContext, member: MemberRow, ownId: string) {
  const { members: t } = texts.organisation;
  const login =
    member.lastLoginAt === null ? t.neverLoggedIn : t.lastLogin(dates.dateTime(member.lastLoginAt));
  return {
    name: member.name ?? t.unnamed,
    href: member.id === ownId ? '/organisme/compte' : `${membersPath}/${member.id}`,
    isYou: member.id === ownId,
    email: member.email,
    role: t.roles[member.role],
    status: member.status,
    statusLabel: t.statuses[member.status],
    details: `${login} – ${member.secondFactor ? t.factorOn : t.factorOff}`,
  };
}

interface MemberPage {
  /** Of the administrator who looks. */
  ownId: string;
  /** False while they have not given a second factor. */
  mayManage: boolean;
  forms: Record<MemberAction, string>;
}

/** Builds a member's page. */
export function memberView(
  { texts, dates }: PageContext,
  member: MemberRow,
  { ownId, mayManage, forms }: MemberPage,
): MemberView {
  const { members: t, turnOnFactor } = texts.organisation;
  const last = member.lastLoginAt === null ? t.neverLoggedIn : dates.dateTime(member.lastLoginAt);
  return {
    ...{ t, turnOnFactor },
    name: member.name ?? member.email,
    status: member.status,
    statusLabel: t.statuses[member.status],
    facts: [
      { name: t.email, value: member.email },
      { name: t.role, value: t.roles[member.role] },
      { name: t.secondFactor, value: member.secondFactor ? t.on : t.off },
      { name: t.since, value: dates.dateTime(member.createdAt) },
      { name: t.last, value: last },
    ],
    needsFactor: !mayManage,
    actions: mayManage
      ? actionsOf(t, member, forms).filter(({ id }) => id !== 'facteur' || member.id !== ownId)
      : [],
  };
}

function actionsOf(t: T, member: MemberRow, forms: Record<MemberAction, string>): MemberView['actions'] {
  const isDisabled = member.status === 'disabled';
  const access = isDisabled
    ? { id: 'acces', heading: t.enableHeading, text: t.enableText, form: forms.access }
    : { id: 'acces', heading: t.disableHeading, text: t.disableText, form: forms.access };
  return [
    { id: 'changer-role', heading: t.roleHeading, text: null, form: forms.role },
    ...(member.status === 'invited'
      ? [
          {
            id: 'renvoyer',
            heading: t.inviteAgainHeading,
            text: t.inviteAgainInvited,
            form: forms.invitation,
          },
        ]
      : []),
    ...(member.secondFactor
      ? [{ id: 'facteur', heading: t.factorHeading, text: t.factorText, form: forms.factor }]
      : []),
    access,
  ];
}

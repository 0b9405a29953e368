import type { keyView } from '../../../organisation/keys.ts';
import { textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';

type T = Texts['organisation']['keys'];
type Key = ReturnType<typeof keyView>;

/** Where the keys are listed. */
export const keysPath = '/organisme/cles';

/** The keys of an organisation. */
export interface KeysView {
  t: T;
  turnOnFactor: string;
  keys: ReturnType<typeof keyLine>[];
  make: string | null;
}

/** One of them, with what can be done. */
export interface KeyView {
  t: T;
  turnOnFactor: string;
  name: string;
  status: string;
  statusLabel: string;
  facts: { name: string; value: string }[];
  replacement: string | null;
  needsFactor: boolean;
  rename: string | null;
  rotate: string | null;
  revoke: string | null;
}

/** The forms of a key's page, by what they do. */
export type KeyForm = 'rename' | 'rotate' | 'revoke';

/** A key in the list. */
export function keyLine({ texts, dates }: PageContext, key: Key) {
  const { keys: t } = texts.organisation;
  const used = key.lastUsedAt === null ? t.neverUsed : t.lastUsed(dates.dateTime(key.lastUsedAt));
  return {
    href: `${keysPath}/${key.id}`,
    name: key.name,
    status: key.status,
    statusLabel: t.statuses[key.status],
    prefix: `dfo_${key.prefix}…`,
    details: [used, ...(key.signed ? [t.signed] : [])].join(', '),
  };
}

/** Builds a key's page. `mayManage` is false while the administrator has not given a second factor. */
export function keyPageView(
  context: PageContext,
  key: Key,
  { mayManage, forms }: { mayManage: boolean; forms: Record<KeyForm, string> },
): KeyView {
  const { keys: t, turnOnFactor } = context.texts.organisation;
  const works = key.status === 'active' || key.status === 'expiring';
  return {
    ...{ t, turnOnFactor },
    name: key.name,
    status: key.status,
    statusLabel: t.statuses[key.status],
    facts: factsOf(context, key),
    replacement: key.replacedBy === null ? null : `${keysPath}/${key.replacedBy}`,
    needsFactor: works && !mayManage,
    rename: mayManage ? forms.rename : null,
    rotate: mayManage && key.status === 'active' ? forms.rotate : null,
    revoke: mayManage && works ? forms.revoke : null,
  };
}

/** The form that makes a key. */
export function newKeyForm(t: T): FormPage {
  return {
    title: t.makeHeading,
    action: keysPath,
    fields: [nameField(t, ''), { kind: 'check', name: 'signed', label: t.signedBox, isChecked: false }],
    button: t.make,
  };
}

/** The forms of a key's page. */
export function keyForms(t: T, { id, name }: { id: string; name: string }): Record<KeyForm, FormPage> {
  const path = `${keysPath}/${id}`;
  const options = Object.entries(t.overlaps).map(([value, label]) => ({ value, label }));
  return {
    rename: {
      title: t.renameHeading,
      action: path,
      sendTo: `${path}/nom`,
      fields: [nameField(t, name)],
      button: t.rename,
      look: 'outline',
    },
    rotate: {
      title: t.rotateHeading,
      action: path,
      sendTo: `${path}/remplacement`,
      fields: [{ kind: 'select', name: 'overlapHours', label: t.overlap, value: '24', options }],
      button: t.rotate,
      look: 'outline',
    },
    revoke: {
      title: t.revokeHeading,
      action: path,
      sendTo: `${path}/revocation`,
      fields: [],
      button: t.revoke,
      look: 'danger',
    },
  };
}

function nameField(t: T, value: string) {
  return textField({ name: 'name', label: t.name, hint: t.nameHint, value, maxlength: 100 });
}

function factsOf({ texts, dates }: PageContext, key: Key): { name: string; value: string }[] {
  const { keys: t } = texts.organisation;
  const maker = key.createdBy === null ? t.byOperator : (key.createdBy.name ?? '–');
  const dated = (name: string, at: Key['expiresAt']) =>
    at === null ? [] : [{ name, value: dates.dateTime(at) }];
  return [
    { name: t.prefix, value: `dfo_${key.prefix}…` },
    { name: t.signing, value: key.signed ? t.yes : t.no },
    { name: t.createdAt, value: dates.dateTime(key.createdAt) },
    { name: t.createdBy, value: maker },
    { name: t.last, value: key.lastUsedAt === null ? t.neverUsed : dates.dateTime(key.lastUsedAt) },
    ...dated(t.expiresAt, key.expiresAt),
    ...dated(t.revokedAt, key.revokedAt),
  ];
}

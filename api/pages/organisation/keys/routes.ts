import { apiKeysOf } from '../../../../db/organisation/manage-keys.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import {
  keyView,
  type MadeKey,
  makeKey,
  ownKey,
  renameKey,
  replaceKey,
  revokeKey,
} from '../../../organisation/keys.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { invalidPart } from '../../../problems/problem.ts';
import { keyChangeSchema, newKeySchema, rotationSchema } from '../../../schemas/organisation-keys.ts';
import { idParams } from '../../../schemas/parts.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { leaveNotice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { showOnce } from '../shown-once.ts';
import { keyForms, keyLine, keyPageView, keysPath, type KeysView, type KeyView, newKeyForm } from './view.ts';

type From = Exchange<MemberCaller>;

const listPage = template<KeysView>('organisation/keys/list');
const keyPage = template<KeyView>('organisation/keys/key');
const reading = { ...aPage, method: 'get', access: 'member', permission: 'read_keys' } as const;
const managing = {
  ...aPage,
  method: 'post',
  access: 'member',
  permission: 'manage_keys',
  form: true,
} as const;
const ofKey = { params: idParams, unknown: 'key_not_found' } as const;

/** The keys of an organisation's software, for its administrators. */
export const keyPageRoutes = [
  route({
    ...reading,
    path: keysPath,
    summary: 'Our keys',
    handle: async (exchange) => await showKeys(exchange),
  }),
  route({
    ...managing,
    path: keysPath,
    needsFreshProof: true,
    summary: 'Make a key; it is shown this once',
    handle: async (exchange) => {
      const typed = { name: nameIn(exchange), signed: exchange.body.get('signed') === 'oui' };
      refuseNoName(exchange, typed.name);
      return await showMade(exchange, await makeKey(exchange, parsePart(newKeySchema, typed)));
    },
  }),
  route({
    ...reading,
    ...ofKey,
    path: `${keysPath}/:id`,
    summary: 'One key',
    handle: async (exchange) => await showKey(exchange, exchange.params.id),
  }),
  route({
    ...managing,
    ...ofKey,
    path: `${keysPath}/:id/nom`,
    summary: 'Give a key another name',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const name = nameIn(exchange);
      refuseNoName(exchange, name);
      await renameKey(exchange, id, parsePart(keyChangeSchema, { name }));
      leaveNotice(exchange.req.session, 'key_renamed');
      return seeOther(`${keysPath}/${id}`);
    },
  }),
  route({
    ...managing,
    ...ofKey,
    path: `${keysPath}/:id/remplacement`,
    needsFreshProof: true,
    summary: 'Replace a key; the new one is shown this once',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const overlapHours = Number(exchange.body.get('overlapHours') ?? NaN);
      const wish = parsePart(rotationSchema, { overlapHours });
      return await showMade(exchange, await replaceKey(exchange, id, wish));
    },
  }),
  route({
    ...managing,
    ...ofKey,
    path: `${keysPath}/:id/revocation`,
    summary: 'Revoke a key',
    handle: async (exchange) => {
      const { id } = exchange.params;
      await revokeKey(exchange, id);
      leaveNotice(exchange.req.session, 'key_revoked');
      return seeOther(`${keysPath}/${id}`);
    },
  }),
];

function nameIn({ body }: Exchange<MemberCaller, unknown, unknown, Form>): string {
  return (body.get('name') ?? '').trim();
}

/** Says what to do where a schema would only count characters. Throws `invalid_request`. */
function refuseNoName({ req }: From, name: string): void {
  if (name === '') throw invalidPart('name', contextOf(req).texts.accountLinks.missing, 'missing');
}

async function showMade(exchange: From, { apiKey, made }: MadeKey): Promise<Reply> {
  const { keys: t } = contextOf(exchange.req).texts.organisation;
  const secrets = [
    ...(made === null ? [] : [{ id: 'cle', name: t.key, value: made.key }]),
    ...(made === null || made.signingSecret === null
      ? []
      : [{ id: 'secret', name: t.secret, value: made.signingSecret }]),
  ];
  return await showOnce(exchange, {
    title: t.madeTitle,
    text: made === null ? t.madeBefore : t.madeText,
    secrets,
    next: { href: `${keysPath}/${apiKey.id}`, label: t.goToKey },
    section: 'keys',
    path: keysPath,
  });
}

function mayManage({ caller }: From): boolean {
  return mayDo(caller.by, 'manage_keys') === 'allowed';
}

async function showKeys(exchange: From): Promise<Reply> {
  const { em, caller, req, services } = exchange;
  const context = contextOf(req);
  const { keys: t, turnOnFactor } = context.texts.organisation;
  const forms = formsHtml(exchange, { make: newKeyForm(t) });
  const rows = await apiKeysOf(em, caller.id);
  const now = services.clock.now();
  const main = listPage({
    ...{ t, turnOnFactor },
    keys: rows.map((row) => keyLine(context, keyView(row, now))),
    make: mayManage(exchange) ? forms.make : null,
  });
  return await showMemberPage(exchange, { title: t.title, main, section: 'keys', path: keysPath });
}

async function showKey(exchange: From, id: string): Promise<Reply> {
  const context = contextOf(exchange.req);
  const key = await ownKey(exchange, id);
  const forms = formsHtml(exchange, keyForms(context.texts.organisation.keys, { id, name: key.name }));
  const view = keyPageView(context, key, { forms, mayManage: mayManage(exchange) });
  return await showMemberPage(exchange, {
    title: view.name,
    main: keyPage(view),
    section: 'keys',
    path: `${keysPath}/${id}`,
  });
}

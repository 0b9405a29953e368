import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createDocumentVault } from '../../../db/documents/document-vault.ts';
import { openDocument } from '../../../db/documents/read-documents.ts';
import { createNirVault } from '../../../db/nir-vault.ts';
import { createUnsubscribeTokens } from '../../../db/notices/unsubscribe-tokens.ts';
import { createApiKey, findOrganisationByKey, sealContext } from '../../../db/organisation/api-keys.ts';
import { inviteMember } from '../../../db/organisation/invitations.ts';
import { linkToMail } from '../../../db/organisation/mailed-links.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../../db/organisation/second-factor.ts';
import { sealedColumns } from '../../../db/personal-data/sealed-columns.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { countOld, rotate } from '../../../db/sealing/rotate.ts';
import { sealedDocuments } from '../../../db/sealing/sealed-documents.ts';
import { sealedSecrets } from '../../../db/sealing/sealed-secrets.ts';
import { createEndpoint, secretsOf } from '../../../db/webhooks/endpoints.ts';
import { type AdminConsole, adminConsole } from '../../support/admin-console.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { codeOf } from '../../support/api-members.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createCast, grantNumber } from '../../support/people.ts';
import { testSecrets } from '../../support/secrets.ts';

const key = () => randomBytes(32).toString('base64');
const [oldKey, newKey] = [key(), key()];
const rings = {
  before: [['old', oldKey]],
  during: [
    ['new', newKey],
    ['old', oldKey],
  ],
  after: [['new', newKey]],
} as const;

let database: TestDatabase;
const em = () => database.db.em.fork();
const run = (query: ReturnType<typeof sql>) => query.execute(queries(em()));

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const secrets = testSecrets();

/** People of these tests have no number that could be read: it is said to be under today's keys. */
async function numbersAreDone(): Promise<void> {
  const keys = [['test', key()]] as const;
  const { indexKeyId } = createNirVault({ keys, indexKey: secrets.NIR_INDEX_KEY });
  await run(sql`update trainees set nir_key_id = 'test', nir_index_key_id = ${indexKeyId}`);
}

async function rotateKeys(): Promise<AdminConsole & { code: number }> {
  await numbersAreDone();
  const admin = adminConsole({ env: settings(), folder: '.' });
  return { ...admin, code: await admin.run('rotate-keys') };
}

function settings(): NodeJS.ProcessEnv {
  const both = `new:${newKey},old:${oldKey}`;
  return {
    ...{ NODE_ENV: 'test', DATABASE_URL: database.url, PUBLIC_URL: 'http://localhost:3000' },
    ...secrets,
    DOCUMENT_ENCRYPTION_KEYS: both,
    SECRETS_ENCRYPTION_KEYS: both,
  };
}

describe('a change of the keys of documents', () => {
  const [before, during, after] = [
    createDocumentVault(rings.before),
    createDocumentVault(rings.during),
    createDocumentVault(rings.after),
  ];
  const content = Buffer.from('%PDF-1.7 Je certifie…');

  async function aDocument(vault = before, id: string = randomUUID()): Promise<string> {
    const { traineeId } = await createCast(database.db);
    const number = await grantNumber(database.db, traineeId);
    const [sealed, name] = [vault.seal(content, id, 'content'), vault.seal(Buffer.from('a.pdf'), id, 'name')];
    await run(sql`insert into dossier_documents (id, number, uploaded_by, purpose, reason, media_type, size_bytes, sha256,
        name_ciphertext, content_ciphertext, key_id)
      values (${id}, ${number}, ${traineeId}, 'force_majeure', 'illness_or_accident', 'application/pdf', ${content.length},
        ${Buffer.alloc(32)}, ${name.ciphertext}, ${sealed.ciphertext}, ${sealed.keyId})`);
    return id;
  }

  async function aMessage(): Promise<string> {
    const { traineeId } = await createCast(database.db);
    const number = await grantNumber(database.db, traineeId);
    const id = randomUUID();
    const { ciphertext, keyId } = before.seal(Buffer.from('Bonjour'), id, 'message');
    await run(sql`insert into conversation_messages (id, number, author, sent_by, body_ciphertext, key_id, sent_at)
      values (${id}, ${number}, 'trainee', ${`trainee:${traineeId}`}, ${ciphertext}, ${keyId}, now())`);
    return id;
  }

  const read = async (id: string, vault = during) =>
    await openDocument(em(), vault, { id, by: 'operator:D', of: null });

  test('leaves all readable while it runs, goes on where it was interrupted, and then needs the new key alone', async () => {
    const documents = await Promise.all(Array.from({ length: 5 }, () => aDocument()));
    const message = await aMessage();
    const [set] = sealedDocuments(during);
    if (set === undefined) throw new Error('nothing is sealed');

    // Killed at the third document.
    let done = 0;
    const dying = () => {
      done += 1;
      if (done > 2) throw new Error('killed');
    };
    await expect(rotate(em(), set, dying)).rejects.toThrow('killed');
    expect(await countOld(em(), set)).toBe(2);
    for (const id of documents) expect((await read(id))?.content).toEqual(content);

    const late = await aDocument(during);
    const [admin] = await Promise.all([rotateKeys(), ...documents.map((id) => read(id))]);
    expect(admin.code).toBe(0);
    expect(admin.printed).toContain(
      'dossier_documents.name_ciphertext, content_ciphertext : 2 refaites, 0 illisibles.',
    );

    for (const id of [...documents, late]) {
      expect(await read(id, after)).toMatchObject({ name: 'a.pdf', content });
    }
    const { rows } = await sql<{ ciphertext: Buffer; keyId: string }>`
      select body_ciphertext as ciphertext, key_id as "keyId" from conversation_messages where id = ${message}`.execute(
      queries(em()),
    );
    expect(rows.map((row) => after.open(row, message, 'message').toString())).toEqual(['Bonjour']);
  });

  test('names what was tampered with and leaves it as it is', async () => {
    const id = await aDocument();
    await run(sql`update dossier_documents set name_ciphertext = set_byte(name_ciphertext, 20, get_byte(name_ciphertext, 20) # 1)
      where id = ${id}`);
    const admin = await rotateKeys();
    expect(admin.code).toBe(1);
    expect(admin.errors.join('\n')).toContain(id);
    const { rows } = await sql`select key_id as key from dossier_documents where id = ${id}`.execute(
      queries(em()),
    );
    expect(rows).toEqual([{ key: 'old' }]);
    await run(sql`delete from dossier_documents where id = ${id}`);
  });
});

describe('a change of the keys of secrets', () => {
  const [before, during, after] = [
    createSecretBox(rings.before),
    createSecretBox(rings.during),
    createSecretBox(rings.after),
  ];

  test('leaves second factors, signing secrets, invitations and webhooks working, under the new key alone', async () => {
    const { organisationId } = await createCast(database.db);
    const apiKey = await createApiKey(em(), organisationId, 'Logiciel', { signedWith: before });
    const unsigned = await createApiKey(em(), organisationId, 'Sans signature');
    const invitee = { organisationId, email: 'm@exemple.test', role: 'agent', invitedBy: null } as const;
    const invitation = await inviteMember(em(), before, invitee);
    if (typeof invitation === 'string') throw new Error(invitation);
    const { memberId, invitationId, token } = invitation;
    const totp = (await beginSecondFactor(em(), before, memberId)) ?? '';
    const endpointId = randomUUID();
    const endpoint = {
      id: endpointId,
      url: 'https://exemple.test/',
      description: '',
      events: ['dossier.test'],
    };
    const webhookSecret = await createEndpoint(em(), before, organisationId, endpoint);

    const admin = await rotateKeys();
    expect(admin.code).toBe(0);
    for (const set of sealedSecrets(after)) expect(await countOld(em(), set)).toBe(0);
    expect(admin.printed).toEqual(
      expect.arrayContaining([
        'organisation_members.totp_secret : 1 refaites, 0 illisibles.',
        'organisation_api_keys.signing_secret : 1 refaites, 0 illisibles.',
        'organisation_invitations.token_sealed : 1 refaites, 0 illisibles.',
        'webhook_secrets.sealed : 1 refaites, 0 illisibles.',
      ]),
    );

    const known = await findOrganisationByKey(em(), apiKey.key);
    expect(after.open(known?.signingSecret ?? Buffer.alloc(0), sealContext(apiKey.id))).toBe(
      apiKey.signingSecret,
    );
    expect((await findOrganisationByKey(em(), unsigned.key))?.signingSecret).toBeNull();
    expect(await linkToMail(em(), after, invitationId)).toMatchObject({ token });
    expect(await secretsOf(queries(em()), after, endpointId)).toEqual([webhookSecret]);
    const nowMs = Date.now();
    const check = { memberId, code: codeOf(totp, nowMs), nowMs };
    expect(await confirmSecondFactor(em(), after, check)).toHaveLength(10);
    const again = await rotateKeys();
    expect(again.code).toBe(0);
    expect(again.printed.filter((line) => !/ : 0 refaites|anciennes/.test(line))).toEqual([]);
  });

  test('does not undo what was changed after it was read', async () => {
    const { organisationId } = await createCast(database.db);
    const invitee = { organisationId, email: 'n@exemple.test', role: 'agent', invitedBy: null } as const;
    const invitation = await inviteMember(em(), before, invitee);
    if (typeof invitation === 'string') throw new Error(invitation);
    const { memberId } = invitation;
    await beginSecondFactor(em(), before, memberId);
    const [set] = sealedSecrets(during);
    if (set === undefined) throw new Error('nothing is sealed');

    let rotating: ReturnType<typeof rotate> | undefined;
    const totp = await em().transactional(async (transaction) => {
      const chosen = await beginSecondFactor(transaction, before, memberId);
      rotating = rotate(em(), set);
      const somebodyWaits = async () => {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(queries(em()));
        if (rows.length === 0) throw new Error('nobody waits yet');
      };
      await waitFor(somebodyWaits);
      return chosen ?? '';
    });
    expect(await rotating).toEqual({ rotated: 0, unreadable: [] });
    expect(await rotate(em(), set)).toEqual({ rotated: 1, unreadable: [] });
    const nowMs = Date.now();
    const check = { memberId, code: codeOf(totp, nowMs), nowMs };
    expect(await confirmSecondFactor(em(), after, check)).toHaveLength(10);
  });

  test('leaves the links of mails that were sent before working as long as the old key is there', () => {
    const link = { audience: 'trainee', id: randomUUID(), kind: 'message' } as const;
    const token = createUnsubscribeTokens(rings.before).make(link);
    const during = createUnsubscribeTokens(rings.during);
    expect(during.read(token)).toEqual(link);
    expect(createUnsubscribeTokens(rings.after).read(during.make(link))).toEqual(link);
    expect(createUnsubscribeTokens(rings.after).read(token)).toBeNull();
  });
});

describe('a change of keys', () => {
  test('knows of every column of bytes whether it is sealed, and goes through those that are', async () => {
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea'`.execute(queries(em()));
    // Digests and keyed hashes: nothing to open.
    const hashed = /\.(hash|\w+_hash|sha256|nir_index|fingerprint|\w+_digest)$/;
    const sets = [
      ...sealedDocuments(createDocumentVault(rings.after)),
      ...sealedSecrets(createSecretBox(rings.after)),
    ].flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    const sealed = [...sealedColumns.map(({ table, ciphertext }) => `${table}.${ciphertext}`), ...sets];
    const others = rows.map(({ column }) => column).filter((column) => !hashed.test(column));
    expect(others.sort()).toEqual(sealed.sort());
  });
});

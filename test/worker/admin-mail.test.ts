import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { tmpdir } from 'node:os';
import { queries } from '../../db/database.ts';
import { planAccountNotice } from '../../db/notices/plan-account-notice.ts';
import { settleNotices } from '../../db/notices/settle-notice.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { testSecrets } from '../support/secrets.ts';
import { createCast } from '../support/people.ts';
import { adminConsole } from '../support/admin-console.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function anAdmin() {
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://localhost:3000',
    ...testSecrets(),
  };
  return adminConsole({ env, folder: tmpdir() });
}

test('mail failures lists what did not arrive, by ids and never by address', async () => {
  const none = anAdmin();
  expect(await none.run('mail', 'failures')).toBe(0);
  expect(none.printed).toEqual(['Aucun email en échec.']);

  const { traineeId } = await createCast(database.db);
  const q = queries(database.db.em.fork());
  const at = Date.parse('2027-03-01T09:00:00Z');
  await planAccountNotice(q, { personId: traineeId, kind: 'account_created', reference: 'a', at });
  const settlement = { status: 'refused', reason: 'validation_error', addressDigest: null } as const;
  await settleNotices(q, [{ id: `account_created-${traineeId}-a`, settlement }]);

  const some = anAdmin();
  expect(await some.run('mail', 'failures')).toBe(0);
  expect(some.printed.join('\n')).toContain(
    `account_created, titulaire ${traineeId} : email non envoyé : adresse refusée (validation_error)`,
  );
  expect(some.printed.join('\n')).not.toContain('@');
  expect(await anAdmin().run('mail', 'failures', '--limit', '0')).toBe(2);
});

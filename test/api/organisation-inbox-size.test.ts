import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { countsByState } from '../../api/dossiers/organisation-counts.ts';
import {
  dossiersOfOrganisation,
  type OrganisationListRequest,
} from '../../api/dossiers/organisation-list.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember, type TestMember } from '../support/api-members.ts';
import { addDossiers } from '../support/many-dossiers.ts';
import { dayIn } from '../support/people.ts';

/** What an organisation's page reads must not grow with the number of its dossiers: plans are judged, not times. */
let api: TestApi;
let cast: ApiCast;
let member: TestMember;
let pool: Pool;
const asked: CompiledQuery[] = [];
let request: Omit<OrganisationListRequest, 'limit' | 'now'>;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  member = await aMember(api, cast.organisation.id, { role: 'agent' });
  await addDossiers(api.db.em, await sentDossier(cast), 20_000);
  pool = new Pool({ connectionString: api.db.config.get('clientUrl'), max: 1 });
  for (const table of ['dossiers', 'trainees', 'conversation_messages'])
    await pool.query(`vacuum analyze ${table}`);
  request = {
    caller: { role: 'organisation', id: cast.organisation.id } as OrganisationListRequest['caller'],
  };
});
afterAll(async () => {
  await pool.end();
  await api.stop();
});

/** The rows that Postgres reads for what a function asks of the database. */
async function rowsRead(work: (em: never) => Promise<unknown>): Promise<number> {
  asked.length = 0;
  const kysely = new Kysely({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void asked.push(query),
  });
  await work({ getKysely: () => kysely } as never);
  let rows = 0;
  for (const { sql: text, parameters } of [...asked]) {
    const { rows: plans } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${text}`,
      [...parameters],
    );
    rows += rowsOf(plans[0]?.['QUERY PLAN'][0].Plan);
  }
  expect(asked.length).toBeGreaterThan(0);
  return rows;
}

interface PlanNode {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

function rowsOf(node: PlanNode | undefined): number {
  if (node === undefined) return 0;
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
  const isScan = node['Node Type'].includes('Scan');
  const own = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return below + (isScan ? own : 0);
}

test('counting the states reads a thousand of each at most, and says that there are more', async () => {
  expect(await rowsRead((em) => countsByState(em, cast.organisation.id))).toBeLessThan(4_000);
  const { text } = await member.client.get('/organisme', { accept: 'text/html' });
  expect(text).toContain('Formation terminée (plus de 999)');
  expect(text).toContain('Tous (plus de ');
});

test.each<[string, Partial<OrganisationListRequest>]>([
  ['all', {}],
  ['those of a state', { state: 'requested' }],
  ['those of a state without a deadline', { state: 'validated' }],
  ['the finished ones', { state: 'completed' }],
  ['one number', { q: '4090000777' }],
  ['one name', { q: 'Nom12345' }],
  ['those of a session', { sessionId: '00000000-0000-4000-8000-000000000000' }],
  ['those of today', { sentSince: `${dayIn(0)}T00:00:00.000Z` as never }],
  ['those with unread messages', { unread: true }],
  ['those due soon', { dueBefore: new Date(Date.now() + 86_400_000).toISOString() as never }],
])('listing %s reads some hundred rows', async (_, filter) => {
  const read = await rowsRead((em) =>
    dossiersOfOrganisation(em, { ...request, ...filter, limit: 20, now: Date.now() }),
  );
  expect(read).toBeLessThan(1_500);
});

test('pages through them all the same', async () => {
  const first = await cast.asOrganisation.get('/api/organisation/dossiers?state=completed&limit=100');
  const next = await cast.asOrganisation.get(
    `/api/organisation/dossiers?state=completed&limit=100&page=${first.json.nextPage ?? ''}`,
  );
  const numbers = [...first.json.items, ...next.json.items].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(200);
});

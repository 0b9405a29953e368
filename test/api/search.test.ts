import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createApiKey } from '../../db/organisation/api-keys.ts';
import { queries } from '../../db/database.ts';
import { home as english } from '../../api/pages/texts/en/home.ts';
import { home as french } from '../../api/pages/texts/fr/home.ts';
import type { DemoClient } from '../../dev/demo-client.ts';
import { seedCatalogue, seedSessions } from '../../dev/seed-catalogue.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor, withKey } from '../support/api-client.ts';
import { anOrganisation, type TestOrganisation } from '../support/api-people.ts';
import { dayIn } from '../support/people.ts';

let api: TestApi;
let school: TestOrganisation;
const ids = new Map<string, string>();

type Row = Partial<
  Record<'title' | 'certification' | 'rncp_code' | 'inventory_code' | 'certifinfo_code', string>
> & {
  department?: [code: string, name: string | null];
};

/** Trainings as a real catalogue describes them: a department, no town, mostly no sessions. */
const rows: Record<string, Row> = {
  english: { title: 'Anglais professionnel', department: ['69', 'Rhône'], inventory_code: '5580' },
  englishInParis: { title: 'Anglais des affaires', department: ['75', 'Paris'], inventory_code: 'RS6151' },
  englishCertified: {
    title: 'Communiquer à l’international',
    certification: 'Test d’anglais',
    department: ['69', 'Rhône'],
  },
  cook: { title: 'Cuisine', rncp_code: 'RNCP38112', department: ['974', null] },
  baker: {
    title: 'Boulangerie',
    rncp_code: '37310',
    certifinfo_code: '108424',
    department: ['67', 'Bas-Rhin'],
  },
  sharp: { title: 'Développer en C#', department: ['44', 'Loire-Atlantique'] },
  plusplus: { title: 'C++ : programmation avancée', department: ['44', 'Loire-Atlantique'] },
  c: { title: 'Langage C pour l’embarqué', department: ['44', 'Loire-Atlantique'] },
  net: { title: 'Applications .NET', department: ['44', 'Loire-Atlantique'] },
  node: { title: 'API avec Node.js', department: ['44', 'Loire-Atlantique'] },
  office: { title: 'Word/Excel – perfectionnement', department: ['42', 'Loire'] },
  diploma: { title: 'Préparer un BAC+2 commerce', department: ['42', 'Loire'] },
  cap: { title: 'C.A.P. Pâtissier', department: ['42', 'Loire'] },
  machines: { title: 'Engins de chantier R.482', department: ['42', 'Loire'] },
  gold: { title: 'Sertir l’or', department: ['42', 'Loire'] },
  silver: { title: 'Bijouterie : travail de l’argent', department: ['42', 'Loire'] },
  trainers: { title: 'Formation de formateurs', department: ['42', 'Loire'] },
  highlands: { title: 'Lyon : histoire et patrimoine', department: ['75', 'Paris'] },
};

async function insert(organisationId: string, name: string, row: Row): Promise<void> {
  const id = randomUUID();
  ids.set(name, id);
  const [code, department] = row.department ?? ['75', 'Paris'];
  await sql`insert into trainings (id, organisation_id, catalogue_key, title, certification, rncp_code, inventory_code,
      certifinfo_code, department_code, department_name, row_hash)
    values (${id}, ${organisationId}, ${id}, ${row.title}, ${row.certification ?? null}, ${row.rncp_code ?? null},
      ${row.inventory_code ?? null}, ${row.certifinfo_code ?? null}, ${code}, ${department}, '')`.execute(
    queries(api.db.em.fork()),
  );
}

beforeAll(async () => {
  api = await startApi();
  school = await anOrganisation(api, 'École des Métiers du Numérique');
  const other = await anOrganisation(api, 'Cap Savoirs');
  for (const [name, row] of Object.entries(rows)) {
    const isSchool = ['sharp', 'plusplus', 'c', 'net', 'node'].includes(name);
    await insert(isSchool ? school.id : other.id, name, row);
  }
});
afterAll(async () => {
  await api.stop();
});

async function found(q: string): Promise<string[]> {
  const { status, json } = await visitor(api).get(`/api/trainings?${new URLSearchParams({ q }).toString()}`);
  expect(status).toBe(200);
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  return json.items.map((item: { id: string; title: string }) => names.get(item.id) ?? item.title);
}

describe('what a search finds', () => {
  test.each([
    ['RNCP38112', ['cook']],
    ['rncp 38112', ['cook']],
    ['RNCP n° 38112', ['cook']],
    ['RNCP38112BC01', ['cook']],
    ['38112', ['cook']],
    ['RNCP37310', ['baker']],
    ['37310', ['baker']],
    ['certifinfo 108424', ['baker']],
    ['RS5580', ['english']],
    ['RS 5580', ['english']],
    ['5580', ['english']],
    ['RS6151', ['englishInParis']],
  ])('the code « %s »', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  test.each([
    ['C#', ['sharp']],
    ['c#', ['sharp']],
    ['C++', ['plusplus']],
    ['développeur C#', ['sharp']],
    ['.NET', ['net']],
    ['node.js', ['node']],
    ['Node', ['node']],
    ['Excel', ['office']],
    ['bac +2', ['diploma']],
    ['CAP pâtissier', ['cap']],
    ['R482', ['machines']],
    ['or', ['gold']],
  ])('the sign or abbreviation « %s »', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  test('« or » is a metal, not an operator', async () => {
    expect(await found('argent or')).not.toContain('gold');
  });

  test.each(['formation anglais', 'cours d’anglais', 'je cherche un stage d’anglais', 'learn anglais'])(
    '« %s », whose other words say nothing',
    async (q) => {
      const names = await found(q);
      expect(names.slice(0, 2).sort()).toEqual(['english', 'englishInParis']);
      expect(names.slice(2)).toEqual(['englishCertified']);
    },
  );

  test('words that say nothing by themselves are looked for when nothing else is typed', async () => {
    expect((await found('formation'))[0]).toBe('trainers');
    expect(await found('formation de formateurs')).toEqual(['trainers']);
  });

  test.each(['école des métiers du numérique', 'metiers du numerique'])(
    'the organisation « %s »',
    async (q) => {
      expect((await found(q)).sort()).toEqual(['c', 'net', 'node', 'plusplus', 'sharp']);
    },
  );

  test('the organisation by its SIRET', async () => {
    const { rows: known } = await sql<{
      siret: string;
    }>`select siret from organisations where id = ${school.id}`.execute(queries(api.db.em.fork()));
    expect(await found(known[0]?.siret ?? '')).toHaveLength(5);
  });

  test.each([
    ['anglais Lyon', ['english', 'englishCertified']],
    ['anglais à lyon 3e', ['english', 'englishCertified']],
    ['formation anglais 69003', ['english', 'englishCertified']],
    ['anglais Rhône', ['english', 'englishCertified']],
    ['anglais 75011', ['englishInParis']],
    ['cuisine saint denis', ['cook']],
    ['Saint-Pierre cuisine', ['cook']],
    ['boulangerie près de Strasbourg', ['baker']],
    ['st-etienne Excel', ['office']],
  ])('the place in « %s »', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  test('a town by itself: in a title, then in its department', async () => {
    const [first, ...others] = await found('Lyon');
    expect([first, others.sort()]).toEqual(['highlands', ['english', 'englishCertified']]);
  });

  test('a mistyped word in a place, and only there', async () => {
    expect(await found('anglias Lyon')).toEqual(['english']);
  });
});

describe('the index follows what is published and imported', () => {
  test('a session’s place is found while the session is open', async () => {
    const client = withKey(api, school.key);
    const published = await client.post('/api/organisation/sessions', {
      trainingId: ids.get('sharp'),
      startsOn: dayIn(40),
      endsOn: dayIn(44),
      priceCents: 120_000,
      place: 'Trifouillis-les-Oies',
      remote: false,
      hasPrerequisites: false,
    });
    expect(published.status).toBe(201);
    expect(await found('trifouillis')).toEqual(['sharp']);
    const path = published.headers.get('location') ?? '';
    await client.send('PATCH', path, { body: { place: 'Perpète', remote: true } });
    expect(await found('trifouillis')).toEqual([]);
    expect(await found('perpete')).toEqual(['sharp']);
    expect(await found('C# à distance')).toEqual(['sharp']);
    await client.send('PATCH', path, { body: { status: 'closed' } });
    expect(await found('perpete')).toEqual([]);
  });

  test('an organisation is found by its new name only', async () => {
    const em = api.db.em.fork();
    await sql`update organisations set name = 'Institut Zéphyr' where id = ${school.id}`.execute(queries(em));
    expect(await found('zephyr')).toHaveLength(5);
    expect(await found('métiers du numérique')).toEqual([]);
  });

  test('a training’s new title and code are found', async () => {
    const em = api.db.em.fork();
    await sql`update trainings set title = 'Haskell', rncp_code = '4${sql.raw(String(randomInt(1000, 9999)))}'
      where id = ${ids.get('net')}`.execute(queries(em));
    expect(await found('haskell')).toEqual(['net']);
    expect(await found('.NET')).toEqual([]);
  });
});

describe('the demo', () => {
  beforeAll(async () => {
    const em = api.db.em.fork();
    await seedCatalogue(em);
    const { rows: sellers } = await sql<{ id: string }>`
      select distinct organisation_id as id from trainings where subject is null and certifinfo_code like '90%'`.execute(
      queries(em),
    );
    const clients = new Map<string, DemoClient>();
    for (const { id } of sellers) {
      const { key } = await createApiKey(em, id, 'démo');
      clients.set(id, withKey(api, key) as unknown as DemoClient);
    }
    await seedSessions(em, clients);
  });

  test.each(
    [french, english].flatMap(({ searchHint }) => searchHint.replace(/^.*?: | \(.*$/g, '').split(', ')),
  )('finds the home page’s example « %s »', async (example) => {
    expect(await found(example)).not.toEqual([]);
  });

  test('sessions on site stand in the department of their card', async () => {
    const { rows: sites } = await sql<{ department: string; places: string[] }>`
      select training.department_code as department, array_agg(distinct session.place) as places
      from training_sessions session join trainings training on training.id = session.training_id
      where training.certifinfo_code like '90%' and not session.remote group by 1 order by 1`.execute(
      queries(api.db.em.fork()),
    );
    expect(sites).toEqual([
      { department: '67', places: ['Strasbourg'] },
      { department: '69', places: ['Lyon'] },
      { department: '75', places: ['Paris'] },
    ]);
  });
});

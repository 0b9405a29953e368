import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type CatalogueColumn, valuesFrom } from '../db/catalogue/columns.ts';
import { importCatalogue } from '../db/catalogue/import-catalogue.ts';
import type { SourceRow } from '../db/catalogue/source-row.ts';
import { queries } from '../db/database.ts';
import { businessDayAfter } from '../domain/calendar/business-days.ts';
import { addDays } from '../domain/calendar/calendar-day.ts';
import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import type { DemoClient } from './demo-client.ts';
import { organisations } from './seed-people.ts';

/** Title, certification, hours, price in euros, whether there are prerequisites. */
type Offer = readonly [string, string, number, number, boolean];

const offers: readonly (readonly Offer[])[] = [
  [
    ['Anglais professionnel – niveau B1', 'Test d’anglais professionnel', 35, 1_200, false],
    ['Anglais professionnel – niveau C1', 'Test d’anglais professionnel', 40, 1_650, true],
    ['Espagnol – débuter à l’oral', 'Diplôme d’espagnol langue étrangère', 30, 980, false],
    ['Allemand – échanges commerciaux', 'Test d’allemand professionnel', 42, 1_480, true],
    ['Français langue étrangère – niveau A2', 'Diplôme d’études en langue française', 60, 1_350, false],
    [
      'Langue des signes française – niveau 1',
      'Certificat de compétence en langue des signes',
      30,
      890,
      false,
    ],
  ],
  [
    ['Développer une application web', 'Développeur web et web mobile', 140, 4_900, true],
    ['Python pour l’analyse de données', 'Analyser des données avec Python', 35, 1_750, false],
    ['Tableur – niveau avancé', 'Certification bureautique', 14, 650, false],
    ['Cybersécurité – sensibilisation', 'Sécurité numérique', 7, 420, false],
    ['Administrer un système Linux', 'Administrateur système', 70, 2_900, true],
    ['Créer un site accessible', 'Accessibilité numérique', 21, 1_100, false],
  ],
  [
    ['Permis de conduire – catégorie B', 'Permis de conduire', 30, 1_590, false],
    ['Bilan de compétences', 'Bilan de compétences', 24, 1_800, false],
    ['Créer ou reprendre une entreprise', 'Accompagnement à la création', 50, 1_950, false],
    ['Pâtisserie – tartes et entremets', 'CAP Pâtissier', 105, 3_400, true],
    ['Soudure à l’arc – initiation', 'Qualification de soudeur', 70, 2_600, false],
    ['Conduite de chariots – catégorie 3', 'Certificat d’aptitude à la conduite en sécurité', 21, 790, false],
  ],
];

const places = [
  {
    department: '69',
    departmentName: 'Rhône',
    region: '84',
    regionName: 'Auvergne-Rhône-Alpes',
    town: 'Lyon',
  },
  { department: '75', departmentName: 'Paris', region: '11', regionName: 'Île-de-France', town: 'Paris' },
  { department: '67', departmentName: 'Bas-Rhin', region: '44', regionName: 'Grand Est', town: 'Strasbourg' },
] as const;

/** Imports the invented catalogue by the importer that real ones go through; a second time changes nothing. */
export async function seedCatalogue(em: EntityManager): Promise<void> {
  await importCatalogue(em, rows());
}

/** Publishes two sessions of each training that has none, as its organisation would, through the API. */
export async function seedSessions(
  em: EntityManager,
  clients: ReadonlyMap<string, DemoClient>,
): Promise<void> {
  const found = await sql<{ id: string; organisationId: string; title: string; department: string }>`
    select id, organisation_id as "organisationId", title, department_code as department from trainings
    where not exists (select from training_sessions where training_id = trainings.id) order by title`.execute(
    queries(em),
  );
  for (const [index, { id, organisationId, title, department }] of found.rows.entries()) {
    const offer = offers.flat().find(([name]) => name === title);
    const client = clients.get(organisationId);
    if (offer === undefined || client === undefined) continue;
    for (const weeks of [5, 11])
      await client.post('/api/organisation/sessions', session(id, offer, { index, department }, weeks));
  }
}

function session(
  trainingId: string,
  [, , hours, euros, hasPrerequisites]: Offer,
  { index, department }: { index: number; department: string },
  weeks: number,
) {
  const place = places.find((one) => one.department === department) ?? places[0];
  const region = place.department === '67' ? 'alsace-moselle' : 'metropole';
  const startsOn = businessDayAfter(
    addDays(parisDay(instant(Date.now())), weeks * 7),
    1 + (index % 4),
    region,
  );
  return {
    trainingId,
    startsOn,
    endsOn: addDays(startsOn, Math.max(1, Math.ceil(hours / 7))),
    priceCents: euros * 100,
    hours,
    place: index % 5 === 0 ? 'À distance' : place.town,
    remote: index % 5 === 0,
    hasPrerequisites,
    region,
  };
}

async function* rows(): AsyncGenerator<SourceRow> {
  let line = 1;
  for (const [index, { siret, name }] of organisations.entries()) {
    for (const [position, [title, certification, hours, euros]] of (offers[index] ?? []).entries()) {
      line += 1;
      const place = places[(index + position) % places.length] ?? places[0];
      const values: Partial<Record<CatalogueColumn, string>> = {
        siret,
        nom_of: name,
        intitule_formation: title,
        intitule_certification: certification,
        nom_departement: place.departmentName,
        code_departement: place.department,
        nom_region: place.regionName,
        code_region: place.region,
        code_certifinfo: String(90_000 + line),
        nombre_heures_total_min: String(hours),
        nombre_heures_total_max: String(hours),
        nombre_heures_total_mean: String(hours),
        frais_ttc_tot_min: String(euros),
        frais_ttc_tot_max: String(euros),
        frais_ttc_tot_mean: String(euros),
      };
      yield await Promise.resolve({
        unit: 'line',
        first: line,
        last: line,
        values: valuesFrom((column) => values[column] ?? ''),
      });
    }
  }
}

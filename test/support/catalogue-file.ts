import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** What to generate: an invented catalogue of the size of the real one by default. */
export interface CatalogueFileOptions {
  rows?: number;
  format?: 'csv' | 'json';
  gzip?: boolean;
  /** A row in so many has no title. */
  badEvery?: number;
}

const verbs = ['Apprendre', 'Approfondir', 'Maîtriser', 'Découvrir', 'Préparer', 'Perfectionner'];
const subjects = [
  'l’anglais professionnel',
  'la comptabilité',
  'le permis B',
  'la création d’entreprise',
  'la bureautique',
  'la soudure',
  'le développement web',
  'l’accueil des jeunes enfants',
  'la conduite d’engins de chantier',
  'la pâtisserie',
  'le bilan de compétences',
  'la sécurité incendie',
];
const levels = ['débutant', 'intermédiaire', 'avancé', 'en 5 jours', 'à distance', 'en entreprise'];
const places = [
  ['29', 'Finistère', '53', 'Bretagne'],
  ['75', 'Paris', '11', 'Île-de-France'],
  ['2A', 'Corse-du-Sud', '94', 'Corse'],
  ['67', 'Bas-Rhin', '44', 'Grand Est'],
  ['974', 'La Réunion', '04', 'La Réunion'],
] as const;
const highlights =
  'Formation animée par des professionnels ; groupes de 8 personnes au plus.\nÉvaluation « à chaud » et suivi à trois mois.';

function pick<T>(from: readonly T[], n: number): T {
  return from[n % from.length] as T;
}

/** One row of the invented catalogue; the same for the same number. */
export function catalogueRow(n: number): Record<string, string | number> {
  const [departmentCode, departmentName, regionCode, regionName] = pick(places, n);
  const organisation = n % 12_000;
  const [verb, subject, level] = [pick(verbs, n), pick(subjects, n >> 2), pick(levels, n >> 5)];
  return {
    date_extract: '2026-11-02',
    nom_of: `Organisme inventé ${organisation}`,
    siret: String(10_000_000_000_000 + organisation * 7_919),
    nom_departement: departmentName,
    code_departement: departmentCode,
    nom_region: regionName,
    code_region: regionCode,
    type_referentiel: 'RS',
    code_inventaire: '-1',
    code_rncp: `RNCP${30_000 + (n % 5_000)}`,
    intitule_certification: `Certification inventée de niveau ${n % 7} en ${subject}`,
    libelle_niveau_sortie_formation: 'Sans niveau spécifique',
    libelle_code_formacode_principal: subject,
    libelle_nsf_1: 'Spécialités pluridisciplinaires',
    code_nsf_1: String(100 + (n % 300)),
    code_certifinfo: String(80_000 + (n % 20_000)),
    intitule_formation: `${verb} ${subject} : niveau ${level}, parcours "${n}"`,
    points_forts: `${highlights} ${highlights} Référence interne ${n}.`,
    nb_action: 1 + (n % 4),
    nb_session_active: n % 9,
    nb_session_a_distance: n % 2,
    nombre_heures_total_min: 7 + (n % 100),
    nombre_heures_total_max: 14 + (n % 200),
    nombre_heures_total_mean: 10.5 + (n % 150),
    frais_ttc_tot_min: 300 + (n % 5_000),
    frais_ttc_tot_max: 600.5 + (n % 9_000),
    frais_ttc_tot_mean: 450.333_333 + (n % 7_000),
  };
}

/** Writes an invented catalogue to a file, of whatever size, without holding it in memory. */
export async function writeCatalogueFile(path: string, options: CatalogueFileOptions = {}): Promise<void> {
  const chunks = Readable.from(options.format === 'json' ? jsonChunks(options) : csvChunks(options));
  const file = createWriteStream(path);
  await (options.gzip === true ? pipeline(chunks, createGzip(), file) : pipeline(chunks, file));
}

function* rowsOf({ rows = 200_000, badEvery = 0 }: CatalogueFileOptions) {
  for (let n = 0; n < rows; n += 1) {
    const row = catalogueRow(n);
    yield badEvery > 0 && n % badEvery === badEvery - 1 ? { ...row, intitule_formation: '' } : row;
  }
}

function* csvChunks(options: CatalogueFileOptions): Generator<string> {
  yield `\ufeff${Object.keys(catalogueRow(0)).join(';')}\r\n`;
  for (const row of rowsOf(options)) yield `${Object.values(row).map(csvValue).join(';')}\r\n`;
}

function csvValue(value: string | number): string {
  const text = String(value);
  return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* jsonChunks(options: CatalogueFileOptions): Generator<string> {
  let separator = '[';
  for (const row of rowsOf(options)) {
    yield `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
  }
  yield separator === '[' ? '[]' : ']';
}

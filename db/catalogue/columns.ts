import { DomainError } from '../../domain/errors.ts';

/** The columns of the public catalogue that are read (`domain.md`, The catalogue); others are ignored. */
export const catalogueColumns = [
  'nom_of',
  'siret',
  'nom_departement',
  'code_departement',
  'nom_region',
  'code_region',
  'code_inventaire',
  'code_rncp',
  'intitule_certification',
  'libelle_niveau_sortie_formation',
  'libelle_code_formacode_principal',
  'libelle_nsf_1',
  'code_certifinfo',
  'intitule_formation',
  'points_forts',
  'nombre_heures_total_min',
  'nombre_heures_total_max',
  'nombre_heures_total_mean',
  'frais_ttc_tot_min',
  'frais_ttc_tot_max',
  'frais_ttc_tot_mean',
] as const;

/** The name of a column that is read. */
export type CatalogueColumn = (typeof catalogueColumns)[number];

/** A row's values as they stand in the file; empty where there is none. */
export type RowValues = Readonly<Record<CatalogueColumn, string>>;

/** Without these there is no training and nobody who sells it. */
const neededColumns: readonly CatalogueColumn[] = ['siret', 'nom_of', 'intitule_formation'];

const byName: ReadonlyMap<string, CatalogueColumn> = new Map(catalogueColumns.map((name) => [name, name]));

/** The column that a heading names, in whatever case, or undefined for one that is not read. */
export function columnNamed(heading: string): CatalogueColumn | undefined {
  return byName.get(heading) ?? byName.get(heading.trim().toLowerCase());
}

/**
 * Finds each column's place in the heading of a CSV file; one that is missing has none.
 * Throws `unreadable_catalogue` when a needed column is missing.
 */
export function placesOf(headings: readonly string[]): Map<CatalogueColumn, number> {
  const places = new Map<CatalogueColumn, number>();
  for (const [place, heading] of headings.entries()) {
    const column = columnNamed(heading);
    if (column !== undefined && !places.has(column)) places.set(column, place);
  }
  const missing = neededColumns.filter((column) => !places.has(column));
  if (missing.length > 0) {
    throw new DomainError(
      'unreadable_catalogue',
      `Ce fichier n’est pas un catalogue lisible : il lui manque ${missing.length > 1 ? 'les colonnes' : 'la colonne'} ` +
        `${missing.join(', ')}. La première ligne doit nommer les colonnes, séparées par des points-virgules, des virgules ou des tabulations.`,
    );
  }
  return places;
}

/** Builds a row's values from whatever gives one column's value. */
export function valuesFrom(valueOf: (column: CatalogueColumn) => string): RowValues {
  return Object.fromEntries(catalogueColumns.map((column) => [column, valueOf(column)])) as RowValues;
}

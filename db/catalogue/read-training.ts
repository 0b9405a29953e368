import { DomainError } from '../../domain/errors.ts';
import { parseSiret, type Siret } from '../../domain/identity/siret.ts';
import { type Cents, formatEuros, parseEuros } from '../../domain/money.ts';
import { typedLine, typedText } from '../../domain/typed-text.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import type { CatalogueColumn, RowValues } from './columns.ts';

/** A training as a row of the catalogue describes it; prices in cents. */
export interface CatalogueTraining {
  siret: Siret;
  organisationName: string;
  title: string;
  certification: string | null;
  rncpCode: string | null;
  inventoryCode: string | null;
  certifinfoCode: string | null;
  exitLevel: string | null;
  subject: string | null;
  highlights: string | null;
  departmentCode: string | null;
  departmentName: string | null;
  regionCode: string | null;
  regionName: string | null;
  hoursMin: number | null;
  hoursMax: number | null;
  hoursMean: number | null;
  priceMinCents: Cents | null;
  priceMaxCents: Cents | null;
  priceMeanCents: Cents | null;
}

// The limit is the same under every version of the policy so far (domain.md, Policy values).
const { maxPriceCents } = policyOf('2026-01');

/** Reads a row. Throws a `DomainError` whose message says, in French, what is wrong with it. */
export function readTraining(values: RowValues): CatalogueTraining {
  return {
    siret: siretOf(values),
    organisationName: needed(values, 'nom_of', 'le nom de l’organisme manque'),
    title: needed(values, 'intitule_formation', 'l’intitulé de la formation manque'),
    certification: line(values.intitule_certification),
    rncpCode: code(values.code_rncp),
    inventoryCode: code(values.code_inventaire),
    certifinfoCode: code(values.code_certifinfo),
    exitLevel: line(values.libelle_niveau_sortie_formation),
    subject: line(values.libelle_code_formacode_principal) ?? line(values.libelle_nsf_1),
    highlights: paragraph(values.points_forts),
    departmentCode: code(values.code_departement),
    departmentName: line(values.nom_departement),
    regionCode: code(values.code_region),
    regionName: line(values.nom_region),
    hoursMin: hours(values, 'nombre_heures_total_min'),
    hoursMax: hours(values, 'nombre_heures_total_max'),
    hoursMean: hours(values, 'nombre_heures_total_mean'),
    priceMinCents: price(values, 'frais_ttc_tot_min'),
    priceMaxCents: price(values, 'frais_ttc_tot_max'),
    priceMeanCents: price(values, 'frais_ttc_tot_mean', toTheCent),
  };
}

function siretOf({ siret }: RowValues): Siret {
  if (siret.trim() === '') refuse('le SIRET manque');
  try {
    return parseSiret(siret);
  } catch {
    return refuse(`le SIRET « ${excerpt(siret)} » n’a pas 14 chiffres`);
  }
}

function needed(values: RowValues, column: CatalogueColumn, otherwise: string): string {
  return line(values[column]) ?? refuse(otherwise);
}

/** A text on one line; null when it is empty. Postgres keeps no NUL character. */
function line(value: string): string | null {
  return typedLine(value.replaceAll('\0', ' ')) || null;
}

function paragraph(value: string): string | null {
  return typedText(value.replaceAll('\0', '')).trim() || null;
}

/** A code; the source writes -1 for none. */
function code(value: string): string | null {
  const text = line(value);
  return text === '-1' ? null : text;
}

function hours(values: RowValues, column: CatalogueColumn): number | null {
  const text = values[column].trim();
  if (text === '') return null;
  if (!/^\d{1,6}([.,]\d+)?$/.test(text))
    refuse(`${column} : « ${excerpt(text)} » n’est pas un nombre d’heures`);
  return Number(text.replace(',', '.'));
}

function price(values: RowValues, column: CatalogueColumn, prepare = withoutZeros): Cents | null {
  const text = values[column].trim();
  if (text === '') return null;
  const amount = euros(prepare(text)) ?? refuse(`${column} : « ${excerpt(text)} » n’est pas un prix`);
  if (amount > maxPriceCents) refuse(`${column} : le prix dépasse ${formatEuros(maxPriceCents)}`);
  return amount;
}

function euros(text: string): Cents | null {
  try {
    return parseEuros(text);
  } catch {
    return null;
  }
}

/** `1500.000` is 1500.00; any other third decimal is no price. */
function withoutZeros(text: string): string {
  return text.replace(/([.,]\d\d)0+$/, '$1');
}

/** A mean seldom falls on a cent: it is rounded to the nearest, on its digits. */
function toTheCent(text: string): string {
  const [, whole, decimals] = /^(\d{1,12})[.,](\d{3,})$/.exec(text) ?? [];
  if (whole === undefined || decimals === undefined) return text;
  const roundsUp = decimals.charAt(2) >= '5';
  const digits = String(Number(`${whole}${decimals.slice(0, 2)}`) + (roundsUp ? 1 : 0)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function excerpt(text: string): string {
  const short = text.replace(/\s+/g, ' ').trim();
  return short.length > 30 ? `${short.slice(0, 30)}…` : short;
}

function refuse(reason: string): never {
  throw new DomainError('unreadable_catalogue', reason);
}

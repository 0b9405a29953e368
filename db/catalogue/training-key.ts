import { hash } from 'node:crypto';
import type { CatalogueTraining } from './read-training.ts';

/** A training to store: by which key, and the digest that tells whether anything in it changed. */
export interface KeyedTraining {
  key: string;
  rowHash: string;
  training: CatalogueTraining;
}

/**
 * Gives each row of one file its key. The source has no number of its own for a training, so the key is what names one: the
 * organisation, the certification's codes, the title and the place. Hours, prices and texts may change from one extract to
 * the next: they are what an import updates. Rows of one file that agree in all of that and differ in the rest are told
 * apart by their order; so two extracts that list those in another order exchange them.
 */
export class TrainingKeys {
  // For each name, the digests of the rows that bear it: some 250 bytes a row.
  readonly #seen = new Map<string, string[]>();

  /** Returns null for a row that says exactly the same as an earlier one. */
  assign(training: CatalogueTraining): KeyedTraining | null {
    const rowHash = digest(Object.values(withoutOrganisation(training)));
    const name = nameOf(training);
    const earlier = this.#seen.get(name);
    if (earlier === undefined) {
      this.#seen.set(name, [rowHash]);
      return { key: name, rowHash, training };
    }
    if (earlier.includes(rowHash)) return null;
    earlier.push(rowHash);
    return { key: `${name}:${earlier.length}`, rowHash, training };
  }
}

function nameOf(training: CatalogueTraining): string {
  const { siret, certifinfoCode, rncpCode, inventoryCode, title } = training;
  const place = [
    training.departmentCode ?? training.departmentName,
    training.regionCode ?? training.regionName,
  ];
  return `${siret}:${digest([certifinfoCode, rncpCode, inventoryCode, title, ...place])}`;
}

// An organisation that changes its name changes no training.
function withoutOrganisation({ organisationName: _name, ...training }: CatalogueTraining) {
  return training;
}

function digest(values: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(values), 'base64url');
}

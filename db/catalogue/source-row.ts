import type { RowValues } from './columns.ts';

/** Where a row stands in its file: its first and last line in a CSV file, its rank (from 1) in a JSON array. */
export interface RowPlace {
  unit: 'line' | 'element';
  first: number;
  last: number;
}

/** A row of a catalogue file: its values, or why it has none. */
export type SourceRow = RowPlace & ({ values: RowValues } | { problem: string });

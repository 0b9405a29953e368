/** One cell: a text, a state as a badge, a link, or a button that posts to `action`. */
export type Cell =
  | { readonly text: string; readonly code?: boolean; readonly href?: string }
  | { readonly state: string; readonly tone: 'good' | 'bad' | 'wait' | 'plain' }
  | { readonly action: string; readonly text: string; readonly about: string };

/** One table of the index page. */
export interface TableView {
  readonly id: string;
  readonly title: string;
  readonly empty: string;
  /** How many there are; only the newest are shown. */
  readonly count: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

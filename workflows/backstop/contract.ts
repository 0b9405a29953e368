/** The workflow's type name, as it stands in histories and in the schedule. */
export const backstopType = 'backstop';

/** How the backstop looks. */
export interface BackstopInput {
  /** What was written more recently is left alone, in milliseconds. */
  quietMs: number;
}

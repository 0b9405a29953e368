import type { Refusal } from '../../domain/dossier/refusal.ts';
import { Problem } from './problem.ts';

/** The problem that tells a caller about a refusal: its details (new amounts, deadline), and the dossier's state. */
export function refused({ refused: code, state, details }: Refusal): Problem {
  return new Problem(code, { details: { ...details, state } });
}

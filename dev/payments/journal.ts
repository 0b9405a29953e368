import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeText } from '../write-file.ts';
import { emptyState, type PaymentState } from './state.ts';

/** Keeps the state in a file, so that payments outlive a restart. */
export interface Journal {
  /** Writes the state as it is now. */
  save(): void;
}

/** Reads the state of an earlier run, or starts with none; without a file nothing outlives the process. */
export function openJournal(file: string | undefined): { state: PaymentState; journal: Journal } {
  if (file === undefined) return { state: emptyState(), journal: { save: () => undefined } };
  mkdirSync(dirname(file), { recursive: true });
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<PaymentState>) : {};
  const state = { ...emptyState(), ...kept };
  return { state, journal: { save: () => writeText(file, JSON.stringify(state)) } };
}

import { z } from 'zod';
import { type DossierNumber, parseDossierNumber } from '../dossier/number.ts';

/** A dossier's number in what the payment service gives back. */
export const dossierNumberSchema = z.string().transform((text, context): DossierNumber => {
  try {
    return parseDossierNumber(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a dossier number' });
    return z.NEVER;
  }
});

import { queries } from '../../db/database.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { settlePages } from './settle-pages.ts';

/** Closes every page of a dossier on which nobody is to pay any more; says what was paid on them. */
export async function closeCheckouts(
  dependencies: PaymentDependencies,
  { number }: { number: DossierNumber },
): Promise<readonly PaymentMessage[]> {
  const em = dependencies.db.em.fork();
  const dossier = await readDossier(queries(em), number);
  if (dossier === null) return [];
  const settling = { em, dossier, at: instant(Date.now()), keeps: () => false };
  return (await settlePages(dependencies, settling)).said;
}

import { checkoutsNotFinal } from '../../db/payments/checkouts.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { settleCheckouts } from './settle-checkouts.ts';

/** Closes every page of a dossier on which nobody is to pay any more; says what was paid on them. */
export async function closeCheckouts(
  dependencies: PaymentDependencies,
  { number }: { number: DossierNumber },
): Promise<readonly PaymentNews[]> {
  const em = dependencies.db.em.fork();
  // Most dossiers have none left: no payment service is needed to know that.
  if ((await checkoutsNotFinal(em, number)).length === 0) return [];
  const { news } = await settleCheckouts({
    em,
    stripe: clientOf(dependencies),
    number,
    keeps: () => false,
  });
  return news;
}

import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { refundStage, refundWhy } from '../../../domain/dossier/refund-words.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';

/** How somebody comes back from the payment's page. */
export type PaymentReturn = 'effectue' | 'abandonne';

/**
 * Says what our records say of the payment that somebody comes back from; null when the page says it already, and when there was
 * never one to come back from: anybody can type the address.
 */
export function paymentReturnText(
  { texts }: PageContext,
  { state, payment, actions }: Pick<DossierView, 'state' | 'payment' | 'actions'>,
  { returned, wasOpened }: { returned: PaymentReturn | null; wasOpened: boolean },
): string | null {
  const { paymentReturn: t } = texts.dossier;
  if (returned === null || payment === null) return null;
  if (state === 'validated') return t.received;
  if (state === 'payment_pending') return t.underWay;
  const isStillDue = payment.status === 'due' && wasOpened && actions.includes('open_payment');
  if (!isStillDue) return null;
  return returned === 'effectue' ? t.noNews : t.left;
}

/** What goes back to the card, how far it is, and since when; one that was only noted has no stage. */
export function refundsOf(context: PageContext, { payment }: Pick<Dossier, 'payment'>) {
  const { language } = context;
  return (payment?.refunds ?? []).map(({ amountCents, reason, progress }) => ({
    amount: context.euros(amountCents),
    why: refundWhy(reason, language),
    stage: progress === undefined ? null : refundStage(progress, language),
  }));
}

/** What must be paid without rights, or why nothing must; null where the policy asks for nothing. */
export function contributionText(context: PageContext, { contribution }: DossierView): string | null {
  if (contribution == null) return null;
  const { contribution: t } = context.texts.dossier;
  if (contribution.exemption !== null)
    return t.exempt(context.language === 'fr' ? contribution.exemptionLabel : null);
  return contribution.dueCents === 0 ? null : t.due(context.euros(contribution.dueCents));
}

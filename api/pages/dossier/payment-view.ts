import { parisDay } from '../../../domain/calendar/paris-time.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';

/** How somebody comes back from the payment's page. */
export type PaymentReturn = 'effectue' | 'abandonne';

/** Says what became of the payment that somebody comes back from; null when the page says it already. */
export function paymentReturnText(
  { texts }: PageContext,
  { state, actions }: Pick<DossierView, 'state' | 'actions'>,
  returned: PaymentReturn | null,
): string | null {
  const { paymentReturn: t } = texts.dossier;
  if (returned === null || state === 'payment_refused') return null;
  if (state === 'validated') return t.received;
  if (returned === 'effectue')
    return actions.includes('open_payment') || state === 'payment_pending' ? t.underWay : null;
  return actions.includes('open_payment') ? t.left : null;
}

/** What goes back to the card, how far it is, and since when. */
export function refundsOf(context: PageContext, { payment }: DossierView) {
  const { refunds: t } = context.texts.dossier;
  return (payment?.refunds ?? []).map(({ amountCents, reason, status, at }) => ({
    amount: context.euros(amountCents),
    why: t.reasons[reason],
    stage: t.stages[status](at === null ? '' : context.dates.date(parisDay(at))),
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

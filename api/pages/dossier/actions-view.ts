import { policyOf } from '../../../domain/policy/versions.ts';
import type { CatalogueTraining } from '../training/view.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';
import { termsLinkHtml } from '../terms/link.ts';

const { smallestCardPaymentCents } = policyOf('2026-01');

/** What the trainee can do now, each with what its form needs; null for what they cannot. */
export interface ActionsView {
  draft: {
    sessions: { id: string; label: string; isChosen: boolean }[];
    hasSession: boolean;
  } | null;
  validate: {
    rightsCents: number;
    remainderCents: number;
    termsVersion: string;
    consent: string;
    pay: string;
    /** Why the card pays something although the rights might pay it all; null where it is not so. */
    smallest: string | null;
    terms: string;
    /** HTML of the way to the terms. */
    termsLink: string;
    button: string;
  } | null;
  pay: { text: string; button: string } | null;
  canCancel: boolean;
  canDelete: boolean;
}

/** Reads `actions` of the view: what a dossier allows is decided there and nowhere else. */
export function actionsView(
  context: PageContext,
  view: DossierView,
  sessions: CatalogueTraining['sessions'],
): ActionsView {
  const can = (action: (typeof view.actions)[number]) => view.actions.includes(action);
  return {
    draft: can('submit') ? draftOf(context, view, sessions) : null,
    validate: can('validate') ? validationOf(context, view) : null,
    pay: can('open_payment') ? paymentOf(context, view) : null,
    canCancel: can('cancel'),
    canDelete: can('delete'),
  };
}

function draftOf(
  context: PageContext,
  { session }: DossierView,
  sessions: CatalogueTraining['sessions'],
): ActionsView['draft'] {
  const offered = sessions.map(({ id, startsOn, endsOn, place, remote, priceCents }) => ({
    id,
    label: [
      context.dates.sessionDates(startsOn, endsOn),
      remote ? context.texts.dossier.remote : place,
      context.euros(priceCents),
    ].join(', '),
    isChosen: id === session.id,
  }));
  return { sessions: offered, hasSession: session.id !== null };
}

function validationOf(context: PageContext, view: DossierView): ActionsView['validate'] {
  const { validate: t } = context.texts.dossier;
  const { amounts } = view;
  if (!('rightsCents' in amounts) || amounts.rightsCents == null || amounts.remainderCents == null)
    return null;
  const { rightsCents, remainderCents } = amounts;
  const termsVersion = view.termsVersion ?? '';
  const hasRemainder = remainderCents > 0;
  return {
    rightsCents,
    remainderCents,
    termsVersion,
    consent: rightsCents === 0 ? t.consentWithoutRights : t.consent(context.euros(rightsCents)),
    pay: hasRemainder ? t.pay(context.euros(remainderCents)) : t.nothingToPay,
    smallest:
      rightsCents > 0 && remainderCents === smallestCardPaymentCents
        ? t.smallest(context.euros(remainderCents))
        : null,
    terms: t.terms(termsVersion),
    termsLink: termsLinkHtml(context),
    button: hasRemainder ? t.buttonPay : t.button,
  };
}

function paymentOf(context: PageContext, { amounts, state }: DossierView): ActionsView['pay'] {
  const { pay: t } = context.texts.dossier;
  const remainder = 'remainderCents' in amounts ? (amounts.remainderCents ?? 0) : 0;
  return { text: t.text(context.euros(remainder)), button: state === 'payment_refused' ? t.again : t.button };
}

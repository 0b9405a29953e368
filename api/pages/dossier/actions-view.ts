import { policyOf } from '../../../domain/policy/versions.ts';
import type { CatalogueTraining } from '../training/view.ts';
import type { Contestable } from '../../../domain/dossier/contest.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';
import { termsLinkHtml } from '../terms/link.ts';

const { smallestCardPaymentCents } = policyOf('2026-01');

/** The boxes by which a trainee agrees, by the names of their fields: whether each was ticked. */
export type Consent = Record<'accord' | 'conditions', boolean>;

interface ConsentBox {
  label: string;
  isTicked: boolean;
  /** Why the form was not taken; null when it is not for this box. */
  error: string | null;
}

/** A contest as it was typed and not taken. */
export interface TypedContest {
  about: string;
  reason: string;
}

interface ContestForm {
  options: { value: Contestable; label: string; isChosen: boolean }[];
  reason: string;
  /** Why the form was not taken; null when it was not sent, or is refused for another cause. */
  error: string | null;
}

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
    consent: ConsentBox;
    pay: string;
    /** Why the card pays something although the rights might pay it all; null where it is not so. */
    smallest: string | null;
    terms: ConsentBox;
    /** HTML of the way to the terms. */
    termsLink: string;
    button: string;
  } | null;
  pay: { text: string; button: string } | null;
  contest: ContestForm | null;
  canCancel: boolean;
  canDelete: boolean;
}

/** Reads `actions` of the view: what a dossier allows is decided there and nowhere else. */
export function actionsView(
  context: PageContext,
  view: DossierView,
  sessions: CatalogueTraining['sessions'],
  { consent = null, contest = null }: { consent?: Consent | null; contest?: TypedContest | null } = {},
): ActionsView {
  const can = (action: (typeof view.actions)[number]) => view.actions.includes(action);
  return {
    draft: can('submit') ? draftOf(context, view, sessions) : null,
    validate: can('validate') ? validationOf(context, view, consent) : null,
    pay: can('open_payment') ? paymentOf(context, view) : null,
    contest: can('contest') ? contestOf(context, view, contest) : null,
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

function validationOf(
  context: PageContext,
  view: DossierView,
  consent: Consent | null,
): ActionsView['validate'] {
  const { validate: t } = context.texts.dossier;
  const { amounts } = view;
  if (!('rightsCents' in amounts) || amounts.rightsCents == null || amounts.remainderCents == null)
    return null;
  const { rightsCents, remainderCents } = amounts;
  const termsVersion = view.termsVersion ?? '';
  const box = (label: string, wasTicked: boolean | undefined): ConsentBox => ({
    label,
    isTicked: wasTicked === true,
    error: wasTicked === false ? t.tick : null,
  });
  const hasRemainder = remainderCents > 0;
  return {
    rightsCents,
    remainderCents,
    termsVersion,
    consent: box(
      rightsCents === 0 ? t.consentWithoutRights : t.consent(context.euros(rightsCents)),
      consent?.accord,
    ),
    pay: hasRemainder ? t.pay(context.euros(remainderCents)) : t.nothingToPay,
    smallest:
      rightsCents > 0 && remainderCents === smallestCardPaymentCents
        ? t.smallest(context.euros(remainderCents))
        : null,
    terms: box(t.terms(termsVersion), consent?.conditions),
    termsLink: termsLinkHtml(context),
    button: hasRemainder ? t.buttonPay : t.button,
  };
}

function contestOf(
  { texts }: PageContext,
  { contestable = [] }: DossierView,
  typed: TypedContest | null,
): ContestForm {
  const { contest: t } = texts.dossier;
  const chosen = contestable.find((about) => about === typed?.about) ?? contestable.at(-1);
  return {
    options: contestable.map((value) => ({ value, label: t.what[value], isChosen: value === chosen })),
    reason: typed?.reason ?? '',
    error: typed !== null && typed.reason.trim() === '' ? t.reasonMissing : null,
  };
}

function paymentOf(context: PageContext, { amounts, state }: DossierView): ActionsView['pay'] {
  const { pay: t } = context.texts.dossier;
  const remainder = 'remainderCents' in amounts ? (amounts.remainderCents ?? 0) : 0;
  return { text: t.text(context.euros(remainder)), button: state === 'payment_refused' ? t.again : t.button };
}

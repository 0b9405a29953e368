import { policyOf } from '../../../domain/policy/versions.ts';
import type { CatalogueTraining } from '../training/view.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { FormPage } from '../account-form/form.ts';
import type { ShownAgain } from '../account-form/shown-again.ts';
import { refused } from '../../problems/refused.ts';
import type { Sending } from '../../dossiers/sending.ts';
import { problemText, type ToldProblem } from '../problems/problem-text.ts';
import { sameSessionView, type SameSessionView } from '../sending/view.ts';
import type { PageContext } from '../context.ts';
import { signedEuros } from './price-change-view.ts';
import { termsLinkHtml } from '../terms/link.ts';

const { smallestCardPaymentCents } = policyOf('2026-01');

interface ConsentBox {
  label: string;
  isTicked: boolean;
  /** Why the form was not taken; null when it is not for this box. */
  error: string | null;
}

/** What the trainee can do now, each with what its form needs; null for what they cannot. */
export interface ActionsView {
  draft: {
    sessions: { id: string; label: string; isChosen: boolean }[];
    /** Why it could not be sent as it is; null when it could, and while no session is chosen. */
    obstacle: ToldProblem | null;
    sameSession: SameSessionView | null;
  } | null;
  validate: {
    rightsCents: number;
    remainderCents: number;
    termsVersion: string;
    consent: ConsentBox;
    pay: string;
    /** Why the card pays something although the rights might pay it all; null where it is not so. */
    smallest: string | null;
    /** Where the organisation raised the price: that the trainee accepts it. */
    rise: (ConsentBox & { priceCents: number }) | null;
    terms: ConsentBox;
    /** HTML of the way to the terms. */
    termsLink: string;
    button: string;
  } | null;
  pay: { text: string; button: string } | null;
  canCancel: boolean;
  canDelete: boolean;
}

/** What the actions need beside the view. */
interface Beside {
  /** What a draft may choose. */
  sessions: CatalogueTraining['sessions'];
  sending: Sending | null;
  /** A validation that was not taken. */
  again: ShownAgain | null;
}

/** Reads `actions` of the view: what a dossier allows is decided there and nowhere else. */
export function actionsView(
  context: PageContext,
  view: DossierView,
  { sessions, sending, again }: Beside,
): ActionsView {
  const can = (action: (typeof view.actions)[number]) => view.actions.includes(action);
  return {
    draft: can('submit') ? draftOf(context, view, { sessions, sending }) : null,
    validate: can('validate') ? validationOf(context, view, again) : null,
    pay: can('open_payment') ? paymentOf(context, view) : null,
    canCancel: can('cancel'),
    canDelete: can('delete'),
  };
}

function draftOf(
  context: PageContext,
  { session }: DossierView,
  { sessions, sending }: Pick<Beside, 'sessions' | 'sending'>,
): ActionsView['draft'] {
  const obstacle = session.id === null ? null : (sending?.obstacle ?? null);
  const offered = sessions.map(({ id, startsOn, endsOn, place, remote, priceCents }) => ({
    id,
    label: [
      context.dates.sessionDates(startsOn, endsOn),
      remote ? context.texts.dossier.remote : place,
      context.euros(priceCents),
    ].join(', '),
    isChosen: id === session.id,
  }));
  return {
    sessions: offered,
    obstacle: obstacle === null ? null : problemText(context.language, refused(obstacle)),
    sameSession: sending === null ? null : sameSessionView(context, sending),
  };
}

function validationOf(
  context: PageContext,
  view: DossierView,
  again: ShownAgain | null,
): ActionsView['validate'] {
  const { validate: t } = context.texts.dossier;
  const { amounts } = view;
  if (!('rightsCents' in amounts) || amounts.rightsCents == null || amounts.remainderCents == null)
    return null;
  const { rightsCents, remainderCents } = amounts;
  const termsVersion = view.termsVersion ?? '';
  const box = (name: 'accord' | 'conditions', label: string): ConsentBox => ({
    label,
    isTicked: again?.values.get(name) === 'oui',
    error: again?.fields[name]?.join(' ') ?? null,
  });
  const hasRemainder = remainderCents > 0;
  return {
    rightsCents,
    remainderCents,
    termsVersion,
    consent: box(
      'accord',
      rightsCents === 0 ? t.consentWithoutRights : t.consent(context.euros(rightsCents)),
    ),
    pay: hasRemainder ? t.pay(context.euros(remainderCents)) : t.nothingToPay,
    smallest:
      rightsCents > 0 && remainderCents === smallestCardPaymentCents
        ? t.smallest(context.euros(remainderCents))
        : null,
    rise: riseOf(context, view, again),
    terms: box('conditions', t.terms(termsVersion)),
    termsLink: termsLinkHtml(context),
    button: hasRemainder ? t.buttonPay : t.button,
  };
}

function riseOf(
  context: PageContext,
  { priceChange }: DossierView,
  again: ShownAgain | null,
): (ConsentBox & { priceCents: number }) | null {
  if (priceChange === null || priceChange.differenceCents <= 0) return null;
  const { priceChange: t } = context.texts.dossier;
  const { afterCents, differenceCents } = priceChange;
  return {
    priceCents: afterCents,
    label: t.accept(context.euros(afterCents), signedEuros(context, differenceCents)),
    isTicked: again?.values.get('hausse') === 'oui',
    error: again?.fields['hausse']?.join(' ') ?? null,
  };
}

/** The form to contest what the organisation declared; null where there is nothing to contest. */
export function contestForm(
  { texts }: PageContext,
  { number, actions, contestable = [] }: DossierView,
): FormPage | null {
  if (!actions.includes('contest')) return null;
  const { contest: t } = texts.dossier;
  const options = contestable.map((value) => ({ value, label: t.what[value] }));
  return {
    title: t.heading,
    action: `/dossiers/${number}`,
    sendTo: `/dossiers/${number}/contestation`,
    fields: [
      { kind: 'select', name: 'about', label: t.about, options, value: contestable.at(-1) ?? '' },
      {
        ...{ kind: 'area', name: 'reason', label: t.reason, value: '', hint: null },
        ...{ maxlength: 2_000, rows: 4, isOptional: false },
      },
    ],
    button: t.button,
    look: 'outline',
  };
}

function paymentOf(context: PageContext, { amounts, state }: DossierView): ActionsView['pay'] {
  const { pay: t } = context.texts.dossier;
  const remainder = 'remainderCents' in amounts ? (amounts.remainderCents ?? 0) : 0;
  return { text: t.text(context.euros(remainder)), button: state === 'payment_refused' ? t.again : t.button };
}

import { shownPhone } from '../../../../domain/account/phone-number.ts';
import type { Actor } from '../../../../domain/dossier/messages.ts';
import { parisDay, instant } from '../../../../domain/calendar/paris-time.ts';
import { describeContest } from '../../../../domain/dossier/contest-words.ts';
import { entryDays } from '../../../../domain/dossier/session-days.ts';
import type { OrganisationEvent } from '../../../dossiers/organisation-timeline.ts';
import { type ViewSource, viewOf } from '../../../dossiers/view.ts';
import type { PageContext } from '../../context.ts';
import { changesOf, factsOf, noteOf } from '../../dossier/facts-view.ts';
import { signedEuros } from '../../dossier/price-change-view.ts';
import type { DeadlineView } from '../../dossiers/deadline-view.ts';
import type { Texts } from '../../texts/index.ts';
import { organisationDeadline } from '../deadline-view.ts';
import type { ActionSource, MemberAction } from './action-forms.ts';

/** A dossier as its organisation's members see it. */
export interface MemberDossierView {
  t: Texts['organisation']['dossier'];
  d: Texts['dossier'];
  path: string;
  number: string;
  title: string;
  state: string;
  label: string;
  dates: string;
  stands: string;
  deadline: DeadlineView | null;
  staleNote: string | null;
  closureText: string | null;
  /** What the trainee contests, in our words and in theirs; null when nothing was. */
  contest: { sentence: string; words: string | null } | null;
  trainee: { name: string; email: string; phone: string | null; shownPhone: string } | null;
  facts: ReturnType<typeof factsOf>;
  /** Other dates that the trainee has not answered yet. */
  proposedDates: { text: string; note: string | null } | null;
  changes: ReturnType<typeof changesOf>;
  /** How much the proposed price is more or less; null when it is the same. */
  priceDifference: string | null;
  note: string | null;
  timeline: ReturnType<typeof lineOf>[];
  can: Record<MemberAction | 'anything', boolean>;
  /** The HTML of each form, and of what is wrong with the one that was sent. */
  forms: Record<MemberAction, string>;
  /** The form that is shown open. */
  open: MemberAction | null;
  messages: { label: string; isUnread: boolean };
}

/** What the page is made from. */
export interface MemberDossierSource {
  source: ViewSource;
  /** How many of the trainee's messages wait to be read. */
  unread: number;
  events: readonly OrganisationEvent[];
  /** Whether the member may act at all. */
  mayReply: boolean;
  forms: Record<MemberAction, string>;
  open: MemberAction | null;
}

/** Builds the view; what can be done is read from the dossier's own actions. */
export function memberDossierView(context: PageContext, page: MemberDossierSource): MemberDossierView {
  const { source, events, forms, open, unread } = page;
  const { dossier: t, messages } = context.texts.organisation;
  const view = viewOf(source);
  return {
    t,
    d: context.texts.dossier,
    path: dossierPathOf(view),
    number: context.texts.dossiers.number(view.number),
    title: view.training.title,
    state: view.state,
    label: context.wording.labels[view.state],
    dates: context.dates.sessionDates(view.session.startsOn, view.session.endsOn),
    stands: t.stands[view.state],
    deadline: view.deadline === null ? null : organisationDeadline(context, view.deadline, source.now),
    staleNote:
      view.source === 'workflow' ? null : context.texts.dossier.fromCopy(context.dates.dateTime(view.asOf)),
    closureText: closureTextOf(context, view.closure),
    contest: contestOf(context, source, view),
    trainee:
      view.trainee === undefined
        ? null
        : { ...view.trainee, shownPhone: shownPhone(view.trainee.phone ?? '') },
    facts: factsAndPrice(context, view),
    proposedDates: proposedDatesOf(context, view),
    changes: changesOf(context, view),
    priceDifference:
      view.priceChange === null ? null : t.difference(signedEuros(context, view.priceChange.differenceCents)),
    note: noteOf(view),
    timeline: events.map((event) => lineOf(context, event)).reverse(),
    can: abilitiesOf(view.actions, page.mayReply),
    messages: { label: messages.link(unread), isUnread: unread > 0 },
    ...{ forms, open },
  };
}

/** What the forms of a dossier are made from. */
export function actionSource(context: PageContext, source: ViewSource): ActionSource {
  const view = viewOf(source);
  return {
    path: dossierPathOf(view),
    now: presentTerms(context, view),
    today: parisDay(instant(source.now)),
    entryDays: entryDays(source.reading.dossier, parisDay(instant(source.now))),
  };
}

type View = ReturnType<typeof viewOf>;

function dossierPathOf({ number }: View): string {
  return `/organisme/dossiers/${number}`;
}

function proposedDatesOf(
  { texts, dates }: PageContext,
  { dateProposal }: View,
): MemberDossierView['proposedDates'] {
  if (dateProposal === null) return null;
  const { startsOn, endsOn, note } = dateProposal;
  return { text: texts.organisation.dossier.withdrawDates.text(dates.sessionDates(startsOn, endsOn)), note };
}

function closureTextOf({ wording }: PageContext, closure: View['closure']): string | null {
  if (closure === null) return null;
  const { text, cancellationReason } = closure;
  return text ?? (cancellationReason === null ? null : wording.cancellationReasons[cancellationReason]);
}

function contestOf(
  { language }: PageContext,
  { reading: { dossier } }: ViewSource,
  { contest }: View,
): MemberDossierView['contest'] {
  if (contest === null) return null;
  return { sentence: describeContest(dossier, language, 'organisation'), words: contest.reason };
}

function factsAndPrice(context: PageContext, view: View): ReturnType<typeof factsOf> {
  const { priceCents } = view.amounts;
  const price =
    priceCents === null
      ? []
      : [{ name: context.texts.organisation.dossier.price, value: context.euros(priceCents) }];
  return [...factsOf(context, view), ...price];
}

function abilitiesOf(actions: View['actions'], mayReply: boolean): MemberDossierView['can'] {
  const can = (action: View['actions'][number]) => mayReply && actions.includes(action);
  const abilities = {
    acknowledge: can('acknowledge'),
    accept: can('accept'),
    propose: can('propose'),
    refuse: can('refuse'),
    dates: can('propose_dates'),
    withdrawDates: can('withdraw_dates'),
    entry: can('declare_entry'),
    end: can('declare_end'),
    withdraw: can('withdraw'),
  };
  return { ...abilities, anything: Object.values(abilities).includes(true) };
}

function presentTerms(context: PageContext, { session, amounts, training }: View) {
  const { unchanged } = context.texts.organisation.dossier.propose;
  const hours = session.hours ?? training.hours;
  return {
    price: unchanged(amounts.priceCents === null ? '–' : context.euros(amounts.priceCents)),
    dates: unchanged(context.dates.sessionDates(session.startsOn, session.endsOn)),
    place: unchanged(session.place ?? '–'),
    hours: unchanged(hours === null ? '–' : context.number(hours)),
  };
}

function lineOf(context: PageContext, event: OrganisationEvent) {
  const { events, organisation } = context.texts;
  const { who, apiKey } = organisation.dossier;
  const { sender } = event;
  const name = sender?.name ?? null;
  const by = name === null ? null : sender?.type === 'key' ? apiKey(name) : name;
  return {
    at: event.at,
    date: context.dates.dateTime(event.at),
    who: by === null ? who[event.by as Actor] : `${who[event.by as Actor]} (${by})`,
    what: events.what(event.type),
    label: context.wording.labels[event.toState],
    state: event.toState,
  };
}

import { policyOf } from '../../../domain/policy/versions.ts';
import { cancellationDates } from '../../../domain/dossier/cancellation-dates.ts';
import { isFinished } from '../../../domain/dossier/states.ts';
import type { TimelineEvent } from '../../dossiers/timeline.ts';
import { type ViewSource, viewOf } from '../../dossiers/view.ts';
import type { FormPage } from '../account-form/form.ts';
import type { ShownAgain } from '../account-form/shown-again.ts';
import type { PageContext } from '../context.ts';
import { type DeadlineView, deadlineView, presentAt } from '../dossiers/deadline-view.ts';
import { nextStepOf } from '../dossiers/next-step.ts';
import type { Texts } from '../texts/index.ts';
import type { CatalogueTraining } from '../training/view.ts';
import { type ActionsView, actionsView, contestForm } from './actions-view.ts';
import { amountsOf, changesOf, factsOf, noteOf } from './facts-view.ts';
import { contributionText, type PaymentReturn, paymentReturnText, refundsOf } from './payment-view.ts';
import { type ComparedLine, priceChangeLines } from './price-change-view.ts';
import { timelineView, type TimelineLine } from './timeline-view.ts';
import { type Step, wayView } from './way-view.ts';

/** The page of one dossier. */
export interface DossierPageView {
  t: Texts['dossier'];
  path: string;
  number: string;
  title: string;
  state: string;
  label: string;
  dates: string;
  description: string;
  /** What the trainee should do next; null when it is not up to them. */
  todo: string | null;
  /** Said instead when there is nothing to do. */
  idle: string | null;
  deadline: DeadlineView | null;
  staleNote: string | null;
  refusalReason: { heading: string; text: string } | null;
  /** The trainee's own words of what they contest; null when nothing was. */
  contestWords: string | null;
  way: Step[];
  /** Other dates that wait for an answer; null when none do. */
  otherDates: ReturnType<typeof otherDatesOf>;
  isProposed: boolean;
  changes: ReturnType<typeof changesOf>;
  /** What a proposal does to price, rights and card. */
  priceChange: ComparedLine[];
  note: string | null;
  amounts: ReturnType<typeof amountsOf>;
  contribution: string | null;
  refunds: ReturnType<typeof refundsOf>;
  /** What became of the payment that the trainee comes back from. */
  paymentReturn: string | null;
  facts: ReturnType<typeof factsOf>;
  actions: ActionsView;
  /** HTML of the form to contest a declaration, open where it is shown again. */
  contest: ShownForm | null;
  timeline: TimelineLine[];
  /** The way to the messages, with how many are unread; null before anybody can write. */
  messages: { label: string; isUnread: boolean } | null;
  /** HTML of the proofs of force majeure. */
  proofs: string;
  formFields: string;
}

/** A form in a part of the page that opens. */
export interface ShownForm {
  html: string;
  isOpen: boolean;
}

/** What the page is made from. */
export interface DossierPageSource {
  source: ViewSource;
  events: readonly TimelineEvent[];
  sessions: CatalogueTraining['sessions'];
  proofs: string;
  unread: number | null;
  formFields: string;
  /** Writes a form. */
  formOf: (form: FormPage) => ShownForm;
  /** A validation that was not taken. */
  again: ShownAgain | null;
  returned: PaymentReturn | null;
}

/** Builds the view of a dossier's page. */
export function dossierPageView(context: PageContext, page: DossierPageSource): DossierPageView {
  const { source, events, sessions, formFields, again } = page;
  const { dossier: t } = context.texts;
  const view = viewOf(source);
  const actions = actionsView(context, view, { sessions, sending: source.sending, again });
  const contest = contestForm(context, view);
  const todo = nextStepOf(context, view.actions);
  return {
    t,
    path: `/dossiers/${view.number}`,
    number: t.number(view.number),
    title: view.training.title,
    state: view.state,
    label: context.wording.labels[view.state],
    dates: context.dates.sessionDates(view.session.startsOn, view.session.endsOn),
    description: context.wording.describe(source.reading.dossier),
    todo,
    idle: isFinished(view.state) ? t.finished : todo === null ? t.nothingToDo : null,
    deadline: view.deadline === null ? null : deadlineView(context, view.deadline, presentAt(source.now)),
    staleNote: view.source === 'workflow' ? null : t.fromCopy(context.dates.dateTime(view.asOf)),
    refusalReason: refusalReasonOf(context, view.closure),
    contestWords: view.contest?.reason ?? null,
    way: wayView(context, view.state, events),
    otherDates: otherDatesOf(context, view, source),
    isProposed: view.state === 'proposed',
    changes: changesOf(context, view),
    priceChange: priceChangeLines(context, view),
    note: noteOf(view),
    amounts: amountsOf(context, view),
    contribution: contributionText(context, view),
    refunds: refundsOf(context, source.reading.dossier),
    paymentReturn: paymentReturnText(context, view, {
      returned: page.returned,
      wasOpened: source.reading.dossier.payment?.opened === true,
    }),
    facts: factsOf(context, view),
    actions,
    contest: contest === null ? null : page.formOf(contest),
    timeline: timelineView(context, events, source.reading.dossier),
    messages: messagesLink(context, page.unread),
    proofs: page.proofs,
    formFields,
  };
}

/** The dates that the organisation proposes instead, and until when a cancellation would be free with them. */
function otherDatesOf(
  context: PageContext,
  { dateProposal }: ReturnType<typeof viewOf>,
  { reading: { dossier } }: ViewSource,
) {
  if (dateProposal === null) return null;
  const { startsOn, endsOn, note } = dateProposal;
  const moved = dossier.session === null ? null : { ...dossier.session, startsOn, endsOn };
  const { freeUntil } = cancellationDates({ ...dossier, session: moved }, policyOf(dossier.policyVersion));
  return {
    ...{ startsOn, endsOn, note },
    dates: context.dates.sessionDates(startsOn, endsOn),
    free:
      freeUntil === null ? null : context.texts.dossier.otherDates.free(context.dates.dateTime(freeUntil)),
  };
}

function refusalReasonOf(
  { texts: { dossier: t } }: PageContext,
  closure: ReturnType<typeof viewOf>['closure'],
): DossierPageView['refusalReason'] {
  if (closure?.text == null) return null;
  const heading = closure.reason === 'training_ended' ? t.endReason : t.refusalReason;
  return { heading, text: closure.text };
}

function messagesLink({ texts }: PageContext, unread: number | null): DossierPageView['messages'] {
  return unread === null ? null : { label: texts.messages.link(unread), isUnread: unread > 0 };
}

import { isFinished } from '../../../domain/dossier/states.ts';
import type { TimelineEvent } from '../../dossiers/timeline.ts';
import { type ViewSource, viewOf } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';
import { type DeadlineView, deadlineView, presentAt } from '../dossiers/deadline-view.ts';
import { nextStepOf } from '../dossiers/next-step.ts';
import type { Texts } from '../texts/index.ts';
import type { CatalogueTraining } from '../training/view.ts';
import { type ActionsView, actionsView, type Consent, type TypedContest } from './actions-view.ts';
import { amountsOf, changesOf, factsOf, noteOf } from './facts-view.ts';
import { contributionText, type PaymentReturn, paymentReturnText, refundsOf } from './payment-view.ts';
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
  isProposed: boolean;
  changes: ReturnType<typeof changesOf>;
  note: string | null;
  amounts: ReturnType<typeof amountsOf>;
  contribution: string | null;
  refunds: ReturnType<typeof refundsOf>;
  /** What became of the payment that the trainee comes back from. */
  paymentReturn: string | null;
  facts: ReturnType<typeof factsOf>;
  actions: ActionsView;
  timeline: TimelineLine[];
  /** The way to the messages, with how many are unread; null before anybody can write. */
  messages: { label: string; isUnread: boolean } | null;
  /** HTML of the proofs of force majeure. */
  proofs: string;
  formFields: string;
  /** Why the action that was just tried was refused. */
  refused: { title: string; detail: string; links: { field: string; text: string }[] } | null;
}

/** What the page is made from. */
export interface DossierPageSource {
  source: ViewSource;
  events: readonly TimelineEvent[];
  sessions: CatalogueTraining['sessions'];
  proofs: string;
  unread: number | null;
  formFields: string;
  refused: { title: string; detail: string; consent?: Consent; contest?: TypedContest } | null;
  returned: PaymentReturn | null;
}

/** Builds the view of a dossier's page. */
export function dossierPageView(context: PageContext, page: DossierPageSource): DossierPageView {
  const { source, events, sessions, formFields, refused } = page;
  const { dossier: t } = context.texts;
  const view = viewOf(source);
  const actions = actionsView(context, view, sessions, refused ?? {});
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
    isProposed: view.state === 'proposed',
    changes: changesOf(context, view),
    note: noteOf(view),
    amounts: amountsOf(context, view),
    contribution: contributionText(context, view),
    refunds: refundsOf(context, view),
    paymentReturn: paymentReturnText(context, view, page.returned),
    facts: factsOf(context, view),
    actions,
    timeline: timelineView(context, events),
    messages: messagesLink(context, page.unread),
    proofs: page.proofs,
    formFields,
    refused:
      refused === null ? null : { ...refused, links: [...unticked(actions), ...unsaid(context, actions)] },
  };
}

/** The boxes that were left empty. */
function unticked({ validate }: ActionsView): { field: string; text: string }[] {
  const boxes = { accord: validate?.consent, conditions: validate?.terms };
  return Object.entries(boxes)
    .filter(([, box]) => typeof box?.error === 'string')
    .map(([field, box]) => ({ field, text: box?.label ?? '' }));
}

/** The text of a contest that was sent empty. */
function unsaid({ texts }: PageContext, { contest }: ActionsView): { field: string; text: string }[] {
  return contest?.error == null ? [] : [{ field: 'raison', text: texts.dossier.contest.reason }];
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

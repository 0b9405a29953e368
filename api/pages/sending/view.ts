import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { Sending } from '../../dossiers/sending.ts';
import { type ViewSource, viewOf } from '../../dossiers/view.ts';
import { refused } from '../../problems/refused.ts';
import type { PageContext } from '../context.ts';
import { amountsOf, type Fact, factsOf } from '../dossier/facts-view.ts';
import { type DeadlineLine, deadlineLine, presentAt } from '../dossiers/deadline-view.ts';
import { problemText, type ToldProblem } from '../problems/problem-text.ts';
import type { Texts } from '../texts/index.ts';

/** The page that is read before a draft is sent. */
export interface RecapView {
  t: Texts['sending'];
  path: string;
  number: string;
  training: string;
  /** Why it cannot be sent now; null when it can. */
  obstacle: ToldProblem | null;
  sameSession: SameSessionView | null;
  facts: Fact[];
  amounts: Fact[];
  /** What would run if it were sent now. */
  deadline: DeadlineLine | null;
  then: string;
  /** What is shown, for the form to send back. */
  expected: { name: string; value: string | number }[];
  formFields: string;
}

/** Other dossiers for the very same session. */
export interface SameSessionView {
  text: string;
  others: { href: string; number: string; label: string }[];
}

/** Builds the page; what it shows is the dossier as it would be sent now. */
export function recapView(
  context: PageContext,
  source: ViewSource,
  sending: Sending,
  formFields: string,
): RecapView {
  const { sending: t, dossier: ofDossier } = context.texts;
  const { obstacle, sent } = sending;
  const view = viewOf(sent === null ? source : { ...source, reading: { ...source.reading, dossier: sent } });
  const { session } = sent ?? source.reading.dossier;
  return {
    t,
    path: `/dossiers/${view.number}`,
    number: ofDossier.number(view.number),
    training: view.training.title,
    obstacle: obstacle === null ? null : problemText(context.language, refused(obstacle)),
    sameSession: sameSessionView(context, sending),
    facts: factsOf(context, view),
    amounts: amountsOf(context, view)?.lines ?? [],
    deadline: view.deadline === null ? null : deadlineLine(context, view.deadline, presentAt(source.now)),
    then: session?.hasPrerequisites === true ? t.thenPrerequisites : t.then,
    expected: expectedOf(session),
    formFields,
  };
}

/** What is said of other dossiers for the very same session; null when there is none. */
export function sameSessionView(
  { texts, wording }: PageContext,
  { sameSession }: Pick<Sending, 'sameSession'>,
): SameSessionView | null {
  if (sameSession.length === 0) return null;
  return {
    text: texts.sending.sameSession(sameSession.length),
    others: sameSession.map(({ number, state }) => ({
      href: `/dossiers/${number}`,
      number: texts.dossier.number(number),
      label: wording.labels[state],
    })),
  };
}

function expectedOf(session: Dossier['session']): RecapView['expected'] {
  if (session === null) return [];
  return [
    { name: 'session', value: session.id },
    { name: 'debut', value: session.startsOn },
    { name: 'fin', value: session.endsOn },
    { name: 'prix', value: session.priceCents },
  ];
}

import type { trainingWithSessions } from '../../catalogue/training.ts';
import type { PageContext } from '../context.ts';
import { trainingFacts } from '../search/view.ts';
import type { Texts } from '../texts/index.ts';

/** A training as the catalogue has it. */
export type CatalogueTraining = Awaited<ReturnType<typeof trainingWithSessions>>;

/** The page of a training. */
export interface TrainingView {
  t: Texts['training'];
  id: string;
  title: string;
  certification: string | null;
  highlights: string | null;
  facts: { name: string; value: string }[];
  sessions: ReturnType<typeof sessionCard>[];
  isLoggedIn: boolean;
  formFields: string;
}

/** Builds the training page's view. */
export function trainingView(
  context: PageContext,
  training: CatalogueTraining,
  { isLoggedIn, formFields }: Pick<TrainingView, 'isLoggedIn' | 'formFields'>,
): TrainingView {
  const { training: t } = context.texts;
  const optional = (name: string, value: string | null) => (value === null ? [] : [{ name, value }]);
  return {
    t,
    id: training.id,
    title: training.title,
    certification: training.certification,
    highlights: training.highlights,
    facts: [
      ...trainingFacts(context, training),
      ...optional(t.level, training.exitLevel),
      ...optional(t.subject, training.subject),
      ...optional(t.rncp, training.rncpCode),
    ],
    sessions: training.sessions.map((session) => sessionCard(context, session)),
    isLoggedIn,
    formFields,
  };
}

function sessionCard(context: PageContext, session: CatalogueTraining['sessions'][number]) {
  const { training: t, search } = context.texts;
  const dates = context.dates.sessionDates(session.startsOn, session.endsOn);
  return {
    id: session.id,
    dates,
    openFor: t.openFor(dates),
    facts: [
      { name: t.place, value: session.remote ? t.remote : session.place },
      { name: t.price, value: context.euros(session.priceCents) },
      ...(session.hours === null
        ? []
        : [{ name: t.duration, value: search.hours(context.number(session.hours)) }]),
      {
        name: t.prerequisites,
        value: session.hasPrerequisites ? t.withPrerequisites : t.withoutPrerequisites,
      },
    ],
  };
}

import { isCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { amountLabel, amountShown } from '../../../domain/dossier/amount-words.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';

/** A name and its value. */
export interface Fact {
  name: string;
  value: string;
}

/** What is known of the training and its session; what is not known is left out. */
export function factsOf(context: PageContext, view: DossierView): Fact[] {
  const { dossier: t } = context.texts;
  const { session, organisation } = view;
  const hours = session.hours ?? view.training.hours;
  const place = session.remote === true ? t.remote : session.place;
  const prerequisites = session.hasPrerequisites;
  return [
    fact(t.organisation, organisation.name),
    fact(t.contact, organisation.contactEmail),
    fact(t.session, context.dates.sessionDates(session.startsOn, session.endsOn)),
    fact(t.place, place),
    fact(t.duration, hours === null ? null : t.hours(context.number(hours))),
    fact(
      t.prerequisites,
      prerequisites === null ? null : prerequisites ? t.withPrerequisites : t.withoutPrerequisites,
    ),
    fact(t.enteredOn, view.enteredOn === null ? null : context.dates.date(view.enteredOn)),
    fact(t.endedOn, view.endedOn === null ? null : context.dates.date(view.endedOn)),
    fact(
      t.attendance,
      view.attendancePercent === null ? null : `${context.number(view.attendancePercent)} %`,
    ),
  ].flat();
}

function fact(name: string, value: string | null): Fact[] {
  return value === null ? [] : [{ name, value }];
}

/** The amounts of a dossier as they are now; null while no session gives a price. */
export function amountsOf(context: PageContext, { amountLines: lines = [] }: DossierView) {
  const { dossier: t } = context.texts;
  const { language } = context;
  if (lines.length === 0) return null;
  const isEstimate = lines.some(({ kind }) => kind === 'rights_estimated');
  const isAgreed = lines.some(({ kind }) => kind === 'rights_reserved' || kind === 'card_due');
  return {
    lines: lines.map((line) => ({
      name: amountLabel(line, language),
      value: amountShown(line, language),
    })),
    hint: isEstimate ? t.amountsNow : isAgreed ? t.amountsAgreed : '',
  };
}

/** One line of a proposal. */
export interface ChangeLine extends Fact {
  before: string;
}

/** What the organisation proposes instead of what was asked; its note stands apart. */
export function changesOf(context: PageContext, { changes }: DossierView): ChangeLine[] {
  const { fields } = context.texts.dossier;
  return changes
    .filter(({ field }) => field !== 'note')
    .map(({ field, before, after }) => ({
      name: (fields as Record<string, string>)[field] ?? field,
      before: written(context, field, before),
      value: written(context, field, after),
    }));
}

/** The words that go with a proposal. */
export function noteOf({ changes }: DossierView): string | null {
  const note = changes.find(({ field }) => field === 'note')?.after;
  return typeof note === 'string' ? note : null;
}

function written(context: PageContext, field: string, value: string | number | null): string {
  if (value === null) return '–';
  if (field === 'priceCents') return context.euros(Number(value));
  if (field === 'hours') return context.texts.dossier.hours(context.number(Number(value)));
  return typeof value === 'string' && isCalendarDay(value) ? context.dates.date(value) : String(value);
}

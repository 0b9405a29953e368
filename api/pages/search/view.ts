import type { TrainingItem } from '../../catalogue/training-row.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';
import { departments } from '../../catalogue/departments.ts';

/** What a person typed into the search form. */
export interface Typed {
  q: string;
  departement: string;
}

/** The search page. */
export interface SearchView {
  t: Texts['search'];
  frame: Texts['frame'];
  typed: Typed;
  departments: { code: string; name: string; isChosen: boolean }[];
  heading: string;
  isInvalid: boolean;
  items: ReturnType<typeof cardOf>[];
  nextPath: string | null;
  firstPath: string | null;
}

/** What was found, and where one is in it. */
export interface Found {
  items: readonly TrainingItem[];
  nextPage: string | null;
  isFirstPage: boolean;
  isInvalid: boolean;
}

/** Builds the search page's view. */
export function searchView(context: PageContext, typed: Typed, found: Found): SearchView {
  const { search: t, frame } = context.texts;
  const here = (page: string | null) => {
    const parameters = new URLSearchParams({ ...typed, ...(page === null ? {} : { page }) });
    return `/formations?${parameters.toString()}`;
  };
  return {
    t,
    frame,
    typed,
    departments: departments.map((department) => ({
      ...department,
      isChosen: department.code === typed.departement,
    })),
    heading: typed.q === '' ? t.resultsHeading : t.resultsFor(typed.q),
    isInvalid: found.isInvalid,
    items: found.items.map((item) => cardOf(context, item)),
    nextPath: found.nextPage === null ? null : here(found.nextPage),
    firstPath: found.isFirstPage ? null : here(null),
  };
}

function cardOf(context: PageContext, item: TrainingItem) {
  const { search: t } = context.texts;
  return {
    path: `/formations/${item.id}`,
    title: item.title,
    certification: item.certification,
    facts: trainingFacts(context, item),
    sessions:
      item.nextSessionStartsOn === null
        ? null
        : t.sessions(item.openSessions, context.dates.date(item.nextSessionStartsOn)),
  };
}

/** What is known of a training before one looks at its sessions. */
export function trainingFacts(context: PageContext, item: TrainingItem): { name: string; value: string }[] {
  const { search: t } = context.texts;
  const { department, hours, priceCents } = item;
  const place = department === null ? item.region : departmentOf(department);
  const length = rangeOf(context, hours, context.number);
  return [
    { name: t.organisation, value: item.organisation.name },
    ...(place === null ? [] : [{ name: t.department, value: place }]),
    ...(length === null ? [] : [{ name: t.duration, value: t.hours(length) }]),
    { name: t.price, value: rangeOf(context, priceCents, context.euros) ?? t.unknownPrice },
  ];
}

function departmentOf({ code, name }: { code: string; name: string | null }): string {
  const known = name ?? departments.find((department) => department.code === code)?.name;
  return known === undefined ? code : `${known} (${code})`;
}

function rangeOf(
  { texts }: PageContext,
  { min, max }: { min: number | null; max: number | null },
  written: (value: number) => string,
): string | null {
  if (min === null || max === null) return min === null && max === null ? null : written(min ?? max ?? 0);
  return min === max ? written(min) : texts.search.between(written(min), written(max));
}

import { parisDay } from '../../../domain/calendar/paris-time.ts';
import type { rightsOf } from '../../rights/rights.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

type Rights = Awaited<ReturnType<typeof rightsOf>>;

/** The page of a trainee's rights. */
export interface RightsView {
  t: Texts['rights'];
  frame: Texts['frame'];
  available: string;
  reserved: string;
  chartLabel: string;
  /** Width of the available part, in hundredths. */
  share: number | null;
  history: { label: string; bars: Bar[] } | null;
  entries: ReturnType<typeof entryOf>[];
  nextPath: string | null;
  firstPath: string | null;
}

interface Bar {
  x: number;
  y: number;
  height: number;
}

const chartHeight = 60;
const mostBars = 24;
const barStep = 10;

/** Builds the view; a chart of the past is drawn on the first page only, where the present balance belongs. */
export function rightsView(context: PageContext, rights: Rights, isFirstPage: boolean): RightsView {
  const { rights: t, frame } = context.texts;
  const { balanceCents, reservedCents, entries, nextPage } = rights;
  const [available, reserved] = [context.euros(balanceCents), context.euros(reservedCents)];
  const total = balanceCents + reservedCents;
  return {
    t,
    frame,
    available,
    reserved,
    chartLabel: t.chartLabel(available, reserved),
    share: total === 0 ? null : Math.round((balanceCents / total) * 100),
    history: isFirstPage && entries.length > 1 ? historyOf(context, rights) : null,
    entries: entries.map((entry) => entryOf(context, entry)),
    nextPath: nextPage === null ? null : `/mes-droits?page=${encodeURIComponent(nextPage)}`,
    firstPath: isFirstPage ? null : '/mes-droits',
  };
}

/** Goes back from the present balance through the movements, latest first. */
function historyOf(context: PageContext, { balanceCents, entries }: Rights) {
  let after = balanceCents;
  const balances: number[] = [];
  for (const { availableCents } of entries.slice(0, mostBars)) {
    balances.unshift(after);
    after -= availableCents;
  }
  const most = Math.max(...balances, 1);
  const bars = balances.map((balance, place) => {
    // A trace of what is there, and nothing where there is nothing.
    const height = balance === 0 ? 0 : Math.max(1, Math.round((balance / most) * chartHeight));
    return { x: place * barStep, y: chartHeight - height, height };
  });
  const label = context.texts.rights.historyLabel(
    context.euros(Math.min(...balances)),
    context.euros(Math.max(...balances)),
  );
  return { label, bars };
}

function entryOf(context: PageContext, entry: Rights['entries'][number]) {
  const { kind, at, dossierNumber, availableCents, reservedCents } = entry;
  return {
    at,
    date: context.dates.date(parisDay(at)),
    what: context.texts.rights.kinds[kind],
    dossier:
      dossierNumber === null
        ? null
        : {
            // One that was deleted is shown nowhere any more.
            path: entry.dossier?.deleted === true ? null : `/dossiers/${dossierNumber}`,
            label: context.texts.dossiers.number(dossierNumber),
          },
    available: signed(context, availableCents),
    reserved: signed(context, reservedCents),
  };
}

function signed(context: PageContext, cents: number): string {
  if (cents === 0) return '–';
  return `${cents > 0 ? '+' : ''}${context.euros(cents)}`;
}

import type { Compared } from '../../../domain/dossier/price-change.ts';
import type { DossierView } from '../../dossiers/view.ts';
import type { PageContext } from '../context.ts';

/** One line of what a proposal does to what is paid, and with what. */
export interface ComparedLine {
  name: string;
  before: string;
  value: string;
  difference: string;
}

/** What a proposal does to price, rights and card, each before and after; empty when the price stays. */
export function priceChangeLines(context: PageContext, { priceChange }: DossierView): ComparedLine[] {
  if (priceChange === null) return [];
  const { priceChange: t } = context.texts.dossier;
  return [
    lineOf(context, t.price, priceChange),
    ...(priceChange.rights === null ? [] : [lineOf(context, t.rights, priceChange.rights)]),
    ...(priceChange.card === null ? [] : [lineOf(context, t.card, priceChange.card)]),
  ];
}

/** An amount with its sign: « +120,00 € ». */
export function signedEuros(context: PageContext, differenceCents: Compared['differenceCents']): string {
  return `${differenceCents > 0 ? '+' : ''}${context.euros(differenceCents)}`;
}

function lineOf(context: PageContext, name: string, { beforeCents, afterCents, differenceCents }: Compared) {
  return {
    name,
    before: context.euros(beforeCents),
    value: context.euros(afterCents),
    difference: signedEuros(context, differenceCents),
  };
}

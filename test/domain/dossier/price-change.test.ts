import { describe, expect, test } from '@jest/globals';
import { priceChange } from '../../../domain/dossier/price-change.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { cents } from '../../../domain/money.ts';
import { accepted, aDossierIn, after, aMessage, plentyOfFacts } from '../../support/dossiers.ts';

const account = { balanceCents: cents(125_000), jobSeeker: false };
const facts = { ...plentyOfFacts, account };
const requested = aDossierIn('requested');
const propose = (priceCents: number, confirmed?: number) =>
  aMessage('propose', {
    changes: { priceCents: cents(priceCents) },
    ...(confirmed === undefined ? {} : { confirmedPriceCents: cents(confirmed) }),
  });

function refusalOf(...[dossier, message]: Parameters<typeof transition>) {
  const outcome = transition(dossier, message, facts);
  return isRefusal(outcome) ? outcome : null;
}

describe('a proposal', () => {
  test.each([
    ['of a higher price', 950_000],
    ['of a cent more', 120_001],
    ['of nothing at all', 0],
  ])('%s is confirmed by the organisation with that very price', (_, price) => {
    expect(refusalOf(requested, propose(price))).toMatchObject({
      refused: 'price_not_confirmed',
      details: { beforeCents: 120_000, afterCents: price },
    });
    expect(refusalOf(requested, propose(price, price + 1))?.refused).toBe('price_not_confirmed');
    expect(refusalOf(requested, propose(price, price))).toBeNull();
  });

  test('of a lower price, or of the same, is not asked about', () => {
    expect(refusalOf(requested, propose(110_000))).toBeNull();
    const place = aMessage('propose', { changes: { place: 'Metz' } });
    expect(refusalOf(requested, place)).toBeNull();
  });

  test('shows before and after with the difference, for rights and card too', () => {
    const raised = after(requested, [propose(130_000, 130_000)]);
    expect(priceChange(raised, account)).toEqual({
      ...{ beforeCents: 120_000, afterCents: 130_000, differenceCents: 10_000 },
      rights: { beforeCents: 120_000, afterCents: 125_000, differenceCents: 5_000 },
      card: { beforeCents: 0, afterCents: 5_000, differenceCents: 5_000 },
    });
    expect(priceChange(raised, null)).toMatchObject({ differenceCents: 10_000, rights: null, card: null });
    const lowered = after(requested, [propose(110_000)]);
    expect(priceChange(lowered, account)).toMatchObject({ rights: { differenceCents: -10_000 } });
  });

  test('with a higher price is validated only by who accepts that price', () => {
    const raised = after(requested, [propose(130_000, 130_000)]);
    const amounts = { rightsCents: cents(125_000), remainderCents: cents(5_000) };
    expect(refusalOf(raised, aMessage('validate', amounts))).toMatchObject({
      refused: 'price_rise_not_accepted',
      details: { beforeCents: 120_000, afterCents: 130_000 },
    });
    const wrong = aMessage('validate', { ...amounts, acceptedPriceCents: cents(120_000) });
    expect(refusalOf(raised, wrong)?.refused).toBe('price_rise_not_accepted');
    const right = aMessage('validate', { ...amounts, acceptedPriceCents: cents(130_000) });
    const { dossier } = accepted(raised, right, facts);
    expect(dossier.agreement?.priceCents).toBe(130_000);
    // Agreed: what is held counts as the trainee's own when before and after are compared.
    expect(priceChange(dossier, { balanceCents: cents(0), jobSeeker: false })).toMatchObject({
      rights: { beforeCents: 120_000, afterCents: 125_000 },
    });
  });
});

import { cents } from '../../domain/money.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { TestDossier, World } from './dossier-world.ts';
import { declareEnd, declareEntry } from './training.ts';

/** How a dossier comes to its state: with rights that cover the price, or with a remainder that is paid by card. */
export interface Way {
  byCard: boolean;
  hasPrerequisites: boolean;
}

const partly = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

/** Brings a dossier into a state by real messages. */
export async function dossierIn(world: World, state: DossierState, way: Way): Promise<TestDossier> {
  const { hasPrerequisites } = way;
  const dossier = await world.open({ hasPrerequisites, balanceCents: way.byCard ? 100_000 : 150_000 });
  for (const step of stepsTo(state, way)) await step(dossier, world);
  return dossier;
}

type Step = (dossier: TestDossier, world: World) => Promise<unknown>;

const submit: Step = (dossier) => dossier.send('submit');
const accept: Step = (dossier) => dossier.send('accept');
const propose: Step = (dossier) => dossier.send('propose', { changes: { place: 'Metz' } });
const agree: Step = (dossier) => dossier.send('validate', partly);
const validate: Step = (dossier) => dossier.send('validate');
const enter: Step = (dossier, world) => declareEntry(world, dossier);
const end: Step = (dossier, world) => declareEnd(world, dossier);
const fail: Step = (dossier) => dossier.send('payment_failed');
const renew: Step = (dossier) => dossier.send('open_payment');
const pay: Step = (dossier) => dossier.send('payment_succeeded');

/** With a card, the first attempt fails and a second is opened: the first then pays, and the second can still succeed. */
function stepsTo(state: DossierState, { byCard }: Way): readonly Step[] {
  const agreed = byCard ? [agree] : [];
  const validated = [submit, accept, ...(byCard ? [agree, fail, renew, pay] : [validate])];
  const steps: Readonly<Record<DossierState, readonly Step[]>> = {
    draft: [],
    requested: [submit],
    refused: [submit, (dossier) => dossier.send('refuse')],
    proposed: [submit, propose, ...agreed],
    request_cancelled: [submit, accept, ...agreed, (dossier) => dossier.send('cancel')],
    to_validate: [submit, accept, ...agreed],
    payment_pending: [submit, accept, agree, (dossier) => dossier.send('payment_processing')],
    payment_refused: [submit, accept, agree, fail],
    validated,
    in_training: [...validated, enter],
    completed: [...validated, enter, end],
    cancelled: [...validated, (dossier) => dossier.send('cancel')],
    cancelled_by_organisation: [...validated, (dossier) => dossier.send('withdraw')],
  };
  return steps[state];
}

import type { DossierState } from '../../../domain/dossier/states.ts';
import { wholeWay } from '../../../domain/dossier/way.ts';
import type { TimelineEvent } from '../../dossiers/timeline.ts';
import type { PageContext } from '../context.ts';

/** One place on the way of a dossier. */
export interface Step {
  state: DossierState;
  label: string;
  place: 'done' | 'here' | 'ahead';
  /** The same for whoever does not see the picture. */
  placeText: string;
}

/** The whole way of a dossier: where it has been, where it is, and where it goes when all is well. */
export function wayView(
  context: PageContext,
  state: DossierState,
  events: readonly Pick<TimelineEvent, 'toState'>[],
): Step[] {
  const { past, ahead } = wholeWay([...events.map(({ toState }) => toState), state]);
  const present = past.length - 1;
  return [...past, ...ahead].map((step, index) => {
    const place = index < present ? 'done' : index === present ? 'here' : 'ahead';
    return {
      state: step,
      label: context.wording.labels[step],
      place,
      placeText: context.texts.dossier[place],
    };
  });
}

import { lastContest, openContest } from '../contest.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import { settledRights } from './closing.ts';
import type { Effect } from './effect.ts';

/** The trainee says that a declaration is wrong: what an end consumed is held again until the operators have looked at it. */
export function contested(dossier: Dossier, message: MessageOf<'contest'>): Effect {
  const { about, reasonId, receivedAt: at } = message;
  const contests = [...(dossier.contests ?? []), { about, at, reasonId, decision: null }];
  return { change: { contests }, ledger: consumedByEnd(dossier) ? settledRights(dossier, 'restore') : null };
}

/** The operators decide: the declaration holds and has its effects, or is taken back as though it had never been made. */
export function resolved(dossier: Dossier, message: MessageOf<'resolve_contest'>): Effect {
  const { outcome, reason, receivedAt: at } = message;
  const open = openContest(dossier);
  const contests = (dossier.contests ?? []).map((contest) =>
    contest === open ? { ...contest, decision: { at, outcome, reason } } : contest,
  );
  if (outcome === 'confirmed') {
    return {
      change: { contests },
      ledger: consumedByEnd(dossier) ? settledRights(dossier, 'consume') : null,
    };
  }
  const withoutEnd = { endedOn: null, attendancePercent: null, closure: null };
  const isOfEntry = lastContest({ contests })?.about === 'entry';
  return { change: { contests, ...withoutEnd, ...(isOfEntry ? { enteredOn: null } : {}) } };
}

/** Only an end consumes; an entry alone takes nothing. */
function consumedByEnd({ state }: Dossier): boolean {
  return state === 'completed';
}

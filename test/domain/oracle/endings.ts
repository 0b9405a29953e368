import { countBetween, dayAt, dayOf, endOf, nthAfter, nthBefore } from './calendar.ts';
import { type Card, type Ending, type Model, no, recordKept, type Rule, yes } from './model.ts';

const lapses: Readonly<Record<string, string>> = {
  organisation_reply: 'organisation_silent',
  prerequisites_acknowledgement: 'organisation_silent',
  prerequisites_reply: 'prerequisites_not_confirmed',
  trainee_validation: 'validation_lapsed',
  payment_renewal: 'validation_lapsed',
};

function ended(reason: string, by: string, at: number, rule: string | null = null): Ending {
  return { reason, by, at, rule };
}

export const deadlinePassed: Rule<'deadline_passed'> = (model, { ms }) => {
  const { deadline, state } = model;
  if (deadline === null || deadline.at !== ms) return no();
  if (deadline.kind === 'record_kept') return yes(model, { deadline: null });
  if (state === 'draft') return yes(model, { isDeleted: true, deadline: null });
  return yes(
    model,
    {
      state: 'request_cancelled',
      ending: ended(lapses[deadline.kind] ?? '', 'deadline', deadline.at),
      deadline: recordKept(ms),
    },
    { kind: 'release', cents: model.agreed?.rights ?? 0 },
  );
};

export const remind: Rule<'remind'> = (model, { ms }) => {
  const { deadline } = model;
  if (deadline === null || deadline.remindAt !== ms) return no();
  return yes(model, { deadline: { ...deadline, remindAt: null } });
};

export const remove: Rule<'delete'> = (model) => {
  const isDraft = model.state === 'draft';
  return yes(model, { isDeleted: true, ...(isDraft ? { deadline: null } : {}) });
};

export const refuse: Rule<'refuse'> = (model, { ms }) =>
  yes(model, { state: 'refused', ending: ended('refused', 'organisation', ms), deadline: recordKept(ms) });

/** The last instants of withdrawal and of free cancellation; null when entry has ended both. */
export function freeUntil(model: Model): { withdrawal: number; free: number } | null {
  const { validatedAt, session, enteredOn } = model;
  if (validatedAt === null || session === null || enteredOn !== null) return null;
  // What a wrong entry took away is given back.
  const lost = model.contests.reduce(
    (days, { about, at, decision }) =>
      about === 'entry' && decision?.outcome === 'corrected'
        ? days + countBetween(dayAt(at), dayAt(decision.at), session.region)
        : days,
    0,
  );
  const period = model.figures.withdrawalDays + lost;
  return {
    withdrawal: endOf(nthAfter(dayAt(validatedAt), period, session.region)),
    free: endOf(nthBefore(session.startsOn, 7, session.region) - 1),
  };
}

function ruleAt(model: Model, ms: number, isProved: boolean): string {
  if (model.validatedAt === null) return 'nothing_agreed';
  const until = freeUntil(model);
  if (until !== null && ms <= until.withdrawal) return 'withdrawal';
  if (until !== null && ms <= until.free) return 'free';
  return isProved ? 'force_majeure' : 'late';
}

export const cancel: Rule<'cancel'> = (model, { ms, reason, expected, withoutProof }, { proofIds = [] }) => {
  if (model.contests.some(({ decision }) => decision === null)) return no();
  const rule = ruleAt(model, ms, reason !== null && proofIds.length > 0);
  const { rights = 0, remainder = 0 } = model.agreed ?? {};
  const isPaid = model.card?.status === 'paid';
  const isLate = rule === 'late';
  // A proof that would make it free is not passed over in silence.
  const atStake = rights + (isPaid ? remainder : 0);
  if (isLate && atStake > 0 && reason !== null && withoutProof !== true) return no();
  const cents = {
    rightsBackCents: isLate ? 0 : rights,
    rightsConsumedCents: isLate ? rights : 0,
    remainderRefundedCents: isPaid && !isLate ? remainder : 0,
    remainderKeptCents: isPaid && isLate ? remainder : 0,
  };
  const names = Object.keys(cents) as (keyof typeof cents)[];
  if (expected !== undefined && names.some((name) => cents[name] !== expected[name])) return no();
  const state = model.validatedAt === null ? 'request_cancelled' : 'cancelled';
  return yes(
    model,
    {
      state,
      ending: ended('trainee', 'trainee', ms, rule),
      deadline: recordKept(ms),
      card: isLate ? model.card : givenBack(model),
    },
    { kind: isLate ? 'consume' : 'release', cents: rights },
  );
};

export const withdraw: Rule<'withdraw'> = (model, { ms }) => {
  const rule = model.validatedAt === null ? 'nothing_agreed' : 'organisation';
  return yes(
    model,
    {
      state: 'cancelled_by_organisation',
      ending: ended('organisation', 'organisation', ms, rule),
      deadline: recordKept(ms),
      card: givenBack(model),
    },
    { kind: 'release', cents: model.agreed?.rights ?? 0 },
  );
};

/** The remainder that was paid goes back to its card. */
function givenBack({ card, agreed }: Model): Card | null {
  if (card === null || card.kept === null || agreed === null) return card;
  const { sequence, id } = card.kept;
  const back = { sequence, id, cents: agreed.remainder, currency: 'eur', reason: 'cancellation' };
  return { ...card, back: [...card.back, back] };
}

export const declareEntry: Rule<'declare_entry'> = (model, { enteredOn, ms }) => {
  const { session, validatedAt } = model;
  const day = dayOf(enteredOn);
  if (session === null || validatedAt === null) return no();
  if (day < session.startsOn || day > session.endsOn || day > dayAt(ms) || day < dayAt(validatedAt))
    return no();
  return yes(model, { state: 'in_training', enteredOn: day });
};

export const declareEnd: Rule<'declare_end'> = (model, { endedOn, attendancePercent, reasonId, ms }) => {
  const { session, enteredOn } = model;
  const day = dayOf(endedOn);
  if (model.contests.some(({ decision }) => decision === null)) return no();
  if (session === null || enteredOn === null || day < enteredOn || day > dayAt(ms)) return no();
  const leftEarly = attendancePercent !== null && attendancePercent < 100;
  if (leftEarly ? reasonId === null : day < session.endsOn) return no();
  return yes(
    model,
    {
      state: 'completed',
      endedOn: day,
      ending: ended('training_ended', 'organisation', ms),
      deadline: recordKept(ms),
    },
    { kind: 'consume', cents: model.agreed?.rights ?? 0 },
  );
};

export const contest: Rule<'contest'> = (model, { about, ms }) => {
  const isDeclared = about === 'entry' ? model.enteredOn !== null : model.endedOn !== null;
  const last = model.contests.filter((one) => one.about === about).at(-1);
  const isOpen = model.contests.some(({ decision }) => decision === null);
  if (!isDeclared || isOpen || last?.decision?.outcome === 'confirmed') return no();
  const restored = model.state === 'completed' ? (model.agreed?.rights ?? 0) : 0;
  const contests = [...model.contests, { about, at: ms, decision: null }];
  return yes(model, { contests }, { kind: 'restore', cents: restored });
};

export const resolveContest: Rule<'resolve_contest'> = (model, { outcome, ms }) => {
  const open = model.contests.find(({ decision }) => decision === null);
  if (open === undefined) return no();
  const contests = model.contests.map((one) =>
    one === open ? { ...one, decision: { outcome, at: ms } } : one,
  );
  if (outcome === 'confirmed') {
    const consumed = model.state === 'completed' ? (model.agreed?.rights ?? 0) : 0;
    return yes(model, { contests }, { kind: 'consume', cents: consumed });
  }
  const withoutEnd = { contests, endedOn: null, ending: null, deadline: null };
  return open.about === 'entry'
    ? yes(model, { ...withoutEnd, state: 'validated', enteredOn: null })
    : yes(model, { ...withoutEnd, state: 'in_training' });
};

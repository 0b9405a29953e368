import type { SessionSnapshot } from '../../../domain/dossier/dossier.ts';
import { dayAt, dayOf, endOf, monthsLater, nthAfter } from './calendar.ts';
import type { Facts } from '../../../domain/dossier/facts.ts';
import {
  businessDays,
  deadlineOn,
  draftKept,
  figures,
  hasBegun,
  isPrice,
  type Model,
  no,
  type Rule,
  type Session,
  yes,
} from './model.ts';

const termsOfTheMoment = '2026-01';
const openRequestsAtMost = 5;

/** A session as the catalogue offers it. */
export function readSession(offered: SessionSnapshot): Session {
  return {
    startsOn: dayOf(offered.startsOn),
    endsOn: dayOf(offered.endsOn),
    price: offered.priceCents,
    prerequisites: offered.hasPrerequisites,
    region: offered.region,
    place: offered.place,
  };
}

function isTooSoon({ startsOn, region }: Session, ms: number, earliestStart: number): boolean {
  const today = dayAt(ms);
  return startsOn < (earliestStart === 0 ? today : nthAfter(today, earliestStart, region));
}

export const amendDraft: Rule<'amend_draft'> = (model, { sessionId, ms }, { catalogue, policyVersion }) => {
  if (!catalogue?.training) return no();
  if (sessionId !== null && catalogue.session === null) return no();
  const session = sessionId === null || catalogue.session === null ? null : readSession(catalogue.session);
  const { earliestStart } = policyVersion === undefined ? model.figures : figures[policyVersion];
  if (session !== null && isTooSoon(session, ms, earliestStart)) return no();
  return yes(model, { session, deadline: draftKept(ms, session) });
};

export const submit: Rule<'submit'> = (model, { ms }, { catalogue, policyVersion }) => {
  if (!catalogue?.training || model.session === null || catalogue.session === null) return no();
  const session = readSession(catalogue.session);
  if (catalogue.openRequests >= openRequestsAtMost || !isPrice(session.price)) return no();
  const ofPolicy = policyVersion === undefined ? model.figures : figures[policyVersion];
  if (isTooSoon(session, ms, ofPolicy.earliestStart)) return no();
  const kind = session.prerequisites ? 'prerequisites_acknowledgement' : 'organisation_reply';
  return yes(model, {
    state: 'requested',
    session,
    figures: ofPolicy,
    deadline: businessDays(kind, ms, 2, session.region),
  });
};

export const acknowledge: Rule<'acknowledge'> = (model, { ms }) => {
  const { session } = model;
  if (session?.prerequisites !== true || model.isAcknowledged) return no();
  return yes(model, {
    isAcknowledged: true,
    deadline: businessDays('prerequisites_reply', ms, 30, session.region),
  });
};

export const accept: Rule<'accept'> = (model, { ms }) => {
  const { session } = model;
  if (session === null) return no();
  if (hasBegun(session, ms)) return no('begun');
  return yes(model, {
    state: 'to_validate',
    deadline: businessDays('trainee_validation', ms, 4, session.region),
  });
};

export const propose: Rule<'propose'> = (model, { changes, noteId, confirmedPriceCents, ms }) => {
  const { session } = model;
  if (session === null) return no();
  const offered: Session = {
    ...session,
    startsOn: changes.startsOn === undefined ? session.startsOn : dayOf(changes.startsOn),
    endsOn: changes.endsOn === undefined ? session.endsOn : dayOf(changes.endsOn),
    price: changes.priceCents ?? session.price,
    place: changes.place ?? session.place,
  };
  const isSame =
    offered.startsOn === session.startsOn &&
    offered.endsOn === session.endsOn &&
    offered.price === session.price &&
    offered.place === session.place;
  if ((isSame && noteId === null) || offered.endsOn < offered.startsOn || !isPrice(offered.price)) {
    return hasBegun(offered, ms) ? no('other', 'begun') : no();
  }
  if (hasBegun(offered, ms)) return no('begun');
  const isRaised = offered.price > session.price;
  const isFree = offered.price === 0 && session.price !== 0;
  if ((isRaised || isFree) && confirmedPriceCents !== offered.price) return no();
  return yes(model, {
    state: 'proposed',
    raisedTo: isRaised ? offered.price : null,
    session: offered,
    deadline: businessDays('trainee_validation', ms, 4, session.region),
  });
};

/** What a trainee pays of a price with rights, and what by card. */
export function amountsFor(model: Model, price: number, account: NonNullable<Facts['account']>) {
  const isWaived = account.jobSeeker && model.figures.waivedForJobSeekers;
  const contribution = isWaived ? 0 : Math.min(model.figures.contributionCents, price);
  const most = Math.min(account.balanceCents, price - contribution);
  // A card pays 50 cents at least: fewer rights are used.
  const isTooLittle = price - most > 0 && price - most < 50;
  const rights = isTooLittle ? price - 50 : most;
  return { rights, remainder: price - rights };
}

export const validate: Rule<'validate'> = (model, message, { account }) => {
  const { session, agreed } = model;
  const { ms, rightsCents, remainderCents, termsVersion, acceptedPriceCents } = message;
  if (agreed !== null || session === null || account === undefined) return no();
  if (hasBegun(session, ms)) return no('begun');
  if (termsVersion !== termsOfTheMoment) return no();
  if (model.raisedTo !== null && acceptedPriceCents !== model.raisedTo) return no('other', 'amounts');
  const { rights, remainder } = amountsFor(model, session.price, account);
  if (rights !== rightsCents || remainder !== remainderCents) return no('amounts');
  const reserve = { kind: 'reserve', cents: rights };
  if (remainder === 0) {
    return yes(
      model,
      { state: 'validated', agreed: { rights, remainder }, deadline: null, validatedAt: ms },
      reserve,
    );
  }
  const card = {
    ...({ status: 'due', attempt: 1, toldAt: null, isExplained: false } as const),
    ...{ waited: null, kept: null, back: [] },
  };
  return yes(model, { agreed: { rights, remainder }, card }, reserve);
};

export const extend: Rule<'extend_deadline'> = (model, { until, ms }) => {
  const { deadline, session } = model;
  if (deadline === null) return no();
  const day = dayOf(until);
  const today = dayAt(ms);
  const isTooFar = day > monthsLater(today, 12);
  if (endOf(day) <= ms || endOf(day) <= deadline.at || isTooFar) return no();
  return yes(model, { deadline: deadlineOn(deadline.kind, day, ms, session?.region ?? 'metropole') });
};

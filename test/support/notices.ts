import type { NoticeContext } from '../../activities/mail/templates/notice-context.ts';
import { businessDeadline, type DeadlineKind } from '../../domain/calendar/deadline.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { cents } from '../../domain/money.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience, DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import { aDossierIn, after, aMessage, monday } from './dossiers.ts';

/** The kinds that each audience may be told of. */
export const kindsOf: Readonly<Record<Audience, readonly DossierNoticeKind[]>> = {
  trainee: [
    'requested',
    'request_acknowledged',
    'to_validate',
    'proposed',
    'refused',
    'request_cancelled',
    'payment_pending',
    'payment_refused',
    'validated',
    'in_training',
    'completed',
    'cancelled',
    'cancelled_by_organisation',
    'deadline_extended',
    'refund',
    'contested',
    'contest_decided',
    'draft_erased',
    'message',
    'reminder',
  ],
  organisation: [
    'requested',
    'request_acknowledged',
    'request_cancelled',
    'validated',
    'cancelled',
    'cancelled_by_organisation',
    'deadline_extended',
    'message',
    'reminder',
    'contested',
    'contest_decided',
  ],
};

/** A dossier with a deadline of a kind, set on `monday`. */
export function withDeadline(dossier: Dossier, kind: DeadlineKind): Dossier {
  const deadline = businessDeadline({ kind, from: monday, businessDays: 4, region: 'metropole' });
  return { ...dossier, deadline };
}

/** What a notice of a kind is written from, for a dossier that is where that kind leaves it. */
export function aNotice(
  audience: Audience,
  kind: DossierNoticeKind,
  language: Language,
  overrides: Partial<NoticeContext> = {},
): NoticeContext {
  return {
    kind,
    audience,
    language,
    dossier: dossierFor(audience, kind),
    details: { amountCents: cents(20_000) },
    event: null,
    earlierDeadline: null,
    now: monday,
    baseUrl: 'https://dossiers.example.fr',
    traineeName: audience === 'organisation' ? 'Camille Essai' : null,
    organisation: { name: 'École Alpha', contactEmail: 'contact@ecole.example' },
    closingWords: null,
    unsubscribeUrl: null,
    missed: [],
    ...overrides,
  };
}

function dossierFor(audience: Audience, kind: DossierNoticeKind): Dossier {
  switch (kind) {
    case 'reminder':
    case 'deadline_extended':
      return audience === 'trainee' ? aDossierIn('to_validate') : aDossierIn('requested');
    case 'request_acknowledged':
      return withDeadline(aDossierIn('requested'), 'prerequisites_reply');
    case 'refund':
      return aDossierIn('cancelled');
    case 'message':
      return aDossierIn('requested');
    case 'contested':
      return after(aDossierIn('in_training'), [aMessage('contest')]);
    case 'contest_decided':
      return after(aDossierIn('in_training'), [aMessage('contest'), aMessage('resolve_contest')]);
    case 'dates_proposed':
      return after(aDossierIn('validated'), [aMessage('propose_dates')]);
    case 'dates_withdrawn':
      return after(aDossierIn('validated'), [aMessage('propose_dates'), aMessage('withdraw_dates')]);
    case 'dates_accepted':
      return after(aDossierIn('validated'), [aMessage('propose_dates'), aMessage('accept_dates')]);
    case 'dates_declined':
      return after(aDossierIn('validated'), [aMessage('propose_dates'), aMessage('decline_dates')]);
    case 'draft_erased':
      return aDossierIn('draft');
    default:
      return aDossierIn(kind);
  }
}

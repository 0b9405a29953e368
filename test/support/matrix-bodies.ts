import type { ApiCast } from './api-dossiers.ts';
import { aPdf } from './files.ts';

/** What the authorisation matrix sends to a route, wrong on purpose where a right one would change much. */
export function bodyFor(path: string, owner: Pick<ApiCast, 'trainingId' | 'sessionId'>): unknown {
  const bodies: Record<string, unknown> = {
    '/api/session': {},
    '/api/webhooks/resend': {},
    '/api/dossiers': {},
    '/api/webhooks/stripe': {},
    '/api/dossiers/:number': { sessionId: null },
    '/api/dossiers/:number/validation': {
      rightsConsent: true,
      rightsCents: 1,
      remainderCents: 0,
      termsVersion: '2026-01',
    },
    '/api/dossiers/:number/documents': aPdf(),
    '/api/dossiers/:number/messages': { text: 'Bonjour' },
    '/api/dossiers/:number/messages/read': { through: owner.sessionId },
    '/api/dossiers/:number/messages/attachments': aPdf(),
    '/api/organisation/dossiers/:number/messages': { text: 'Bonjour' },
    '/api/organisation/dossiers/:number/messages/read': { through: owner.sessionId },
    '/api/organisation/dossiers/:number/messages/attachments': aPdf(),
    '/api/preferences': { language: 'de' },
    '/api/organisation/preferences': { digest: 'never' },
    '/api/organisation/dossiers/:number/reply': { decision: 'accept' },
    '/api/organisation/dossiers/:number/entry': { enteredOn: '2027-01-04' },
    '/api/organisation/dossiers/:number/end': { endedOn: '2027-01-04' },
    '/api/organisation/dossiers/:number/cancellation': { reason: 'insolvency' },
    '/api/organisation/sessions': {
      trainingId: owner.trainingId,
      startsOn: '2027-03-01',
      endsOn: '2027-03-05',
      priceCents: 100,
      place: 'Lyon',
      remote: false,
      hasPrerequisites: false,
    },
    '/api/organisation/sessions/:id': {},
    '/api/organisation/session': {},
    '/api/organisation/session/second-factor': { code: '000000' },
    '/api/organisation/session/password': {},
    '/api/organisation/second-factor': { code: 'rien du tout' },
    '/api/organisation/second-factor/removal': { code: 'rien du tout' },
    '/api/organisation/members': {},
    '/api/organisation/members/:id': {},
    '/api/organisation/invitations/check': { token: 'inconnu' },
    '/api/organisation/invitations/accept': {},
    '/api/organisation/keys': {},
    '/api/organisation/webhooks': {},
    '/api/organisation/webhooks/:id': {},
    '/api/organisation/webhooks/:id/secret': {},
    '/api/organisation/webhooks/:id/replay': { since: '2027-01-01T00:00:00Z' },
    '/api/organisation/keys/:id/rotation': {},
  };
  return bodies[path];
}

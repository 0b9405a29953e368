import { send } from '../dossiers/send.ts';
import { cancelByTrainee } from '../dossiers/cancel.ts';
import { contestByTrainee } from '../dossiers/contest.ts';
import { answerDates } from '../dossiers/dates.ts';
import { deleteDossier } from '../dossiers/delete.ts';
import { validate } from '../dossiers/validate.ts';
import { openPayment } from '../payments/open-payment.ts';
import { route } from '../http/route.ts';
import {
  contestSchema,
  dateAnswerSchema,
  draftChangeSchema,
  submissionSchema,
  traineeCancellationSchema,
  validationSchema,
} from '../schemas/messages.ts';
import { emptyBody } from '../schemas/parts.ts';
import { anyRefusal, ofDossier, traineeSuccesses } from './shared.ts';
import { z } from 'zod';

const tag = 'dossiers';
const access = 'trainee';

/** What a trainee says to a dossier. */
export const dossierMessageRoutes = [
  route({
    ...ofDossier,
    method: 'patch',
    path: '/api/dossiers/:number',
    access,
    tag,
    summary: 'Choose another session for a draft, or none',
    body: draftChangeSchema,
    successes: traineeSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'session_unavailable',
      'session_too_soon',
      'training_unavailable',
    ],
    handle: async (exchange) =>
      await send(exchange, exchange.params.number, { type: 'amend_draft', contents: exchange.body }),
  }),
  route({
    ...ofDossier,
    method: 'delete',
    path: '/api/dossiers/:number',
    access,
    tag,
    summary: 'Delete a draft or a finished dossier',
    successes: [
      { status: 204, description: 'Deleted.' },
      ...traineeSuccesses.filter(({ status }) => status === 202),
    ],
    problems: anyRefusal,
    handle: async (exchange) => await deleteDossier(exchange, exchange.params.number),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/submission',
    access,
    tag,
    summary: 'Send the dossier to the organisation',
    body: submissionSchema,
    successes: traineeSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'session_required',
      'session_unavailable',
      'session_too_soon',
      'session_changed',
      'training_unavailable',
      'too_many_open_requests',
      'price_too_high',
      'price_too_low',
    ],
    handle: async (exchange) => {
      const { expected } = exchange.body;
      const contents = expected === undefined ? {} : { expected };
      return await send(exchange, exchange.params.number, { type: 'submit', contents });
    },
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/validation',
    access,
    tag,
    summary: 'Agree to exact amounts and accept the terms',
    description:
      'Refused with the new amounts (`amounts_changed`) when they are no longer those of the dossier.',
    body: validationSchema,
    successes: traineeSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'amounts_changed',
      'session_begun',
      'price_rise_not_accepted',
      'price_too_low',
      'terms_outdated',
      'already_agreed',
      'payment_not_configured',
    ],
    handle: async (exchange) => await validate(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/payment',
    access,
    tag,
    summary: 'Open or renew the card payment of the remainder',
    body: emptyBody,
    successes: [
      { status: 200, description: 'Where to pay.', schema: z.object({ checkoutUrl: z.url() }) },
      ...traineeSuccesses.filter(({ status }) => status === 202),
    ],
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'payment_not_due',
      'payment_not_configured',
      'payment_unavailable',
    ],
    handle: async (exchange) => await openPayment(exchange, exchange.params.number),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/cancellation',
    access,
    tag,
    summary: 'Cancel',
    description:
      'GET the same path first: it says what cancelling does. With a reason and a proof of it (POST …/documents) a late one is free.',
    body: traineeCancellationSchema,
    successes: traineeSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'consequences_changed',
      'proof_missing',
      'contest_open',
    ],
    handle: async (exchange) => await cancelByTrainee(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/dates',
    access,
    tag,
    summary: 'Accept or decline other dates that the organisation proposes',
    description:
      'Rights, deadlines and the withdrawal period stay. Accepting names the dates that were shown (`dateProposal`).',
    body: dateAnswerSchema,
    successes: traineeSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'no_dates_proposed',
      'dates_changed',
      'session_begun',
    ],
    handle: async (exchange) => await answerDates(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/contest',
    access,
    tag,
    summary: 'Contest the entry or the end that the organisation declared',
    description:
      'Both sides and the operators see it. Nothing is consumed, and no end can be declared, until an operator decides.',
    body: contestSchema,
    successes: traineeSuccesses,
    problems: [...anyRefusal, 'idempotency_key_reused', 'contest_open', 'nothing_to_contest'],
    handle: async (exchange) => await contestByTrainee(exchange, exchange.params.number, exchange.body),
  }),
];

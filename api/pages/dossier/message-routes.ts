import { contestByTrainee } from '../../dossiers/contest.ts';
import { answerDates } from '../../dossiers/dates.ts';
import { deleteDossier } from '../../dossiers/delete.ts';
import { route } from '../../http/route.ts';
import { parsePart } from '../../problems/invalid.ts';
import { invalidPart } from '../../problems/problem.ts';
import { ofDossier } from '../../routes/shared.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { contestSchema, dateAnswerSchema } from '../../schemas/messages.ts';
import { act } from './act.ts';

const aForm = { ...aPage, ...ofDossier, method: 'post', access: 'trainee', form: true } as const;

/** What a trainee says to a dossier in a browser; sending, paying and cancelling have files of their own. */
export const dossierMessagePageRoutes = [
  route({
    ...aForm,
    path: '/dossiers/:number/dates',
    summary: 'Accept other dates that the organisation proposes, or keep one’s own',
    handle: async (exchange) => {
      const { params, body } = exchange;
      const isAccepted = body.get('decision') === 'accept';
      const answer = isAccepted
        ? { decision: 'accept', startsOn: body.get('debut'), endsOn: body.get('fin') }
        : { decision: 'decline' };
      return await act(exchange, params.number, {
        notice: isAccepted ? 'dates_accepted' : 'dates_declined',
        work: async () => answerDates(exchange, params.number, parsePart(dateAnswerSchema, answer)),
      });
    },
  }),
  route({
    ...aForm,
    path: '/dossiers/:number/contestation',
    summary: 'Contest the entry or the end that the organisation declared',
    handle: async (exchange) => {
      const { number } = exchange.params;
      const contest = {
        about: exchange.body.get('about') ?? '',
        reason: exchange.body.get('reason') ?? '',
      };
      const { reasonMissing } = contextOf(exchange.req).texts.dossier.contest;
      if (contest.reason.trim() === '') throw invalidPart('reason', reasonMissing, 'told');
      return await act(exchange, number, {
        notice: 'contested',
        work: async () => contestByTrainee(exchange, number, parsePart(contestSchema, contest)),
      });
    },
  }),
  route({
    ...aForm,
    path: '/dossiers/:number/suppression',
    summary: 'Delete a draft or a finished dossier',
    handle: async (exchange) => {
      const { number } = exchange.params;
      return await act(exchange, number, {
        notice: 'deleted',
        path: '/dossiers',
        work: () => deleteDossier(exchange, number),
      });
    },
  }),
];

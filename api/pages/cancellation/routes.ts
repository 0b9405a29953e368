import { z } from 'zod';
import { traineeForceMajeure } from '../../../domain/dossier/cancellation-reasons.ts';
import { readCancellationCost } from '../../dossiers/cancellation-cost.ts';
import { dossierOf } from '../../dossiers/access.ts';
import { send } from '../../dossiers/send.ts';
import { route } from '../../http/route.ts';
import { ofDossier } from '../../routes/shared.ts';
import { contextOf } from '../context.ts';
import { act } from '../dossier/act.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { cancellationView, type CancellationView } from './view.ts';

const cancellationPage = template<CancellationView>('cancellation/cancellation');
const ofCancellation = {
  ...aPage,
  ...ofDossier,
  path: '/dossiers/:number/annulation',
  access: 'trainee',
} as const;
const reasonField = z.enum(traineeForceMajeure).nullable().catch(null);

/** Cancelling: its consequences first, then the confirmation. */
export const cancellationPageRoutes = [
  route({
    ...ofCancellation,
    method: 'get',
    summary: 'What cancelling now would cost, and the form to do it',
    handle: async (exchange) => {
      const { em, caller, params, req } = exchange;
      const { dossier } = await dossierOf(em, caller, params.number);
      const context = contextOf(req);
      const cost = await readCancellationCost(exchange, params.number, null);
      const main = cancellationPage(cancellationView(context, dossier, cost, formFields(req)));
      return await showPage(exchange, { title: context.texts.cancellation.title, main, section: 'dossiers' });
    },
  }),
  route({
    ...ofCancellation,
    method: 'post',
    form: true,
    summary: 'Cancel',
    handle: async (exchange) => {
      const { number } = exchange.params;
      const contents = { reason: reasonField.parse(exchange.body.get('motif') || null) };
      return await act(exchange, number, {
        notice: 'cancelled',
        work: () => send(exchange, number, { type: 'cancel', contents }),
      });
    },
  }),
];

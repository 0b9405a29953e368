import { z } from 'zod';
import { cancellationAmountsSchema } from '../../../domain/dossier/message-schema.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { traineeForceMajeure, type TraineeReason } from '../../../domain/dossier/cancellation-reasons.ts';
import { readCancellationCost } from '../../dossiers/cancellation-cost.ts';
import { dossierOf } from '../../dossiers/access.ts';
import { cancelByTrainee } from '../../dossiers/cancel.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { ofDossier } from '../../routes/shared.ts';
import { contextOf } from '../context.ts';
import { act, refusedAction } from '../dossier/act.ts';
import type { RefusedAction } from '../dossier/show.ts';
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
    handle: async (exchange) => await showCancellation(exchange, null),
  }),
  route({
    ...ofCancellation,
    method: 'post',
    form: true,
    summary: 'Cancel',
    handle: async (exchange) => {
      const { params, body } = exchange;
      const reason = reasonField.parse(body.get('motif') || null);
      const expected = cancellationAmountsSchema.safeParse(amountsFrom(body));
      const wish = { reason, ...(expected.success ? { expected: expected.data } : {}) };
      const work = async () => await cancelByTrainee(exchange, params.number, wish);
      try {
        return await act(exchange, params.number, {
          notice: 'cancelled',
          work,
          passes: 'consequences_changed',
        });
      } catch (error) {
        const refused = refusedAction(exchange, error);
        if (refused === null) throw error;
        return await showCancellation(exchange, refused, reason);
      }
    },
  }),
];

/** Shows what cancelling would do now; after a refusal, with the reason above it. */
async function showCancellation(
  exchange: Exchange<TraineeCaller, { number: DossierNumber }>,
  refused: RefusedAction | null,
  reason: TraineeReason | null = null,
): Promise<Reply> {
  const { em, caller, params, req } = exchange;
  const { dossier } = await dossierOf(em, caller, params.number);
  const context = contextOf(req);
  const cost = await readCancellationCost(exchange, params.number, reason);
  const main = cancellationPage(cancellationView(context, dossier, cost, formFields(req), refused));
  return await showPage(exchange, {
    title: context.texts.cancellation.title,
    main,
    section: 'dossiers',
    status: refused?.status ?? 200,
  });
}

/** What the page had shown, in cents, as its form sends it back. */
function amountsFrom(form: Form): Record<string, number> {
  const names = Object.keys(cancellationAmountsSchema.shape);
  return Object.fromEntries(names.map((name) => [name, Number(form.get(name) ?? NaN)]));
}

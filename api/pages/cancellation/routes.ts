import { z } from 'zod';
import { cancellationAmountsSchema } from '../../../domain/dossier/message-schema.ts';
import { traineeForceMajeure } from '../../../domain/dossier/cancellation-reasons.ts';
import { cancelByTrainee } from '../../dossiers/cancel.ts';
import { type Form, route } from '../../http/route.ts';
import { keptFormOf } from '../../kept-forms/kept-form.ts';
import { ofDossier } from '../../routes/shared.ts';
import { act } from '../dossier/act.ts';
import { aPage } from '../page-route.ts';
import { showCancellation } from './show.ts';

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
    query: z.object({
      motif: z
        .enum([...traineeForceMajeure, 'aucun'])
        .optional()
        .catch(undefined),
      sans: z.literal('oui').optional().catch(undefined),
    }),
    handle: async (exchange) => {
      const { motif, sans } = exchange.query;
      const kept = keptFormOf(exchange.req)?.values;
      // What was just tried and not taken, a confirmation or a proof, is on the same step again.
      const chosen = reasonField.parse(kept?.get('motif') ?? kept?.get('motif-justifie') ?? motif);
      return await showCancellation(exchange, {
        reason: chosen,
        isReasonAsked:
          motif === undefined && kept?.get('motif') == null && kept?.has('motif-justifie') !== true,
        isProofAsked: kept?.has('motif-justifie') === true,
        goesWithoutProof: (kept?.get('sans') ?? sans) === 'oui',
      });
    },
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
      const goesWithoutProof = body.get('sans') === 'oui';
      const wish = {
        reason,
        ...(expected.success ? { expected: expected.data } : {}),
        ...(goesWithoutProof ? { withoutProof: true } : {}),
      };
      return await act(exchange, params.number, {
        notice: 'cancelled',
        work: async () => await cancelByTrainee(exchange, params.number, wish),
      });
    },
  }),
];

/** What the page had shown, in cents, as its form sends it back. */
function amountsFrom(form: Form): Record<string, number> {
  const names = Object.keys(cancellationAmountsSchema.shape);
  return Object.fromEntries(names.map((name) => [name, Number(form.get(name) ?? NaN)]));
}

import { z } from 'zod';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { centsSchema } from '../../../domain/dossier/message-schema.ts';
import { validate } from '../../dossiers/validate.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { openPayment } from '../../payments/open-payment.ts';
import { parsePart } from '../../problems/invalid.ts';
import { Problem } from '../../problems/problem.ts';
import { ofDossier } from '../../routes/shared.ts';
import { validationSchema } from '../../schemas/messages.ts';
import { contextOf } from '../context.ts';
import { leaveNotice, takeNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import { act, dossierPath } from './act.ts';

const aForm = { ...aPage, ...ofDossier, method: 'post', access: 'trainee', form: true } as const;
const checkoutSchema = z.object({ checkoutUrl: z.url() });
const afterValidation = z.object({ actions: z.array(z.string()) });
const centsField = z.coerce.number().pipe(centsSchema);

/** Validating and paying in a browser. */
export const paymentPageRoutes = [
  route({
    ...aForm,
    path: '/dossiers/:number/validation',
    summary: 'Agree to exact amounts and accept the terms, then go and pay what is left',
    handle: async (exchange) => {
      const { number } = exchange.params;
      const wish = wishOf(exchange);
      let validated: Reply | null = null;
      const shown = await act(exchange, number, {
        notice: 'validated',
        work: async () => (validated = await validate(exchange, number, wish)),
      });
      const isPaymentDue = validated !== null && leavesSomethingToPay(validated);
      return isPaymentDue ? await goToCheckout(exchange, number, ':payment') : shown;
    },
  }),
  route({
    ...aForm,
    path: '/dossiers/:number/paiement',
    summary: 'Open or renew the card payment, and go there',
    handle: async (exchange) => {
      return await goToCheckout(exchange, exchange.params.number, '');
    },
  }),
];

/** Reads what was agreed to. Throws `invalid_request` that names each box that was not ticked. */
function wishOf({ body, req }: Exchange<TraineeCaller, unknown, unknown, Form>) {
  const { tick } = contextOf(req).texts.dossier.validate;
  // The box of a higher price stands there only when the organisation raised it.
  const isRaised = body.has('prix');
  const boxes = [
    ...(['accord'] as const),
    ...(isRaised ? (['hausse'] as const) : []),
    ...(['conditions'] as const),
  ];
  const errors = boxes
    .filter((box) => body.get(box) !== 'oui')
    .map((path) => ({ path, message: tick[path], code: 'told' }));
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
  return parsePart(validationSchema, {
    rightsConsent: true,
    rightsCents: centsField.safeParse(body.get('droits') ?? '').data,
    remainderCents: centsField.safeParse(body.get('reste') ?? '').data,
    termsVersion: body.get('version'),
    ...(isRaised ? { acceptedPriceCents: centsField.safeParse(body.get('prix') ?? '').data } : {}),
  });
}

function leavesSomethingToPay({ status, json }: Reply): boolean {
  const after = afterValidation.safeParse(json);
  return status === 200 && after.success && after.data.actions.includes('open_payment');
}

/** Leads to the payment service's page; when it cannot be opened now, the dossier says so and offers it again. */
async function goToCheckout(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  step: string,
): Promise<Reply> {
  const toCheckout = await checkout(exchange, number, step);
  if (toCheckout !== null) return toCheckout;
  leaveNotice(exchange.req.session, 'received');
  return seeOther(dossierPath(number));
}

/** Leads to the payment service's page; null when the message is only received so far. */
async function checkout(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  step: string,
): Promise<Reply | null> {
  const key = exchange.idempotencyKey;
  const reply = await openPayment({ ...exchange, idempotencyKey: key === null ? null : key + step }, number);
  const opened = checkoutSchema.safeParse(reply.json);
  if (!opened.success) return null;
  // The page that the payment leads back to says what became of it: a word about the step before would be in its way.
  takeNotice(exchange.req.session);
  return seeOther(opened.data.checkoutUrl);
}

import { z } from 'zod';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { centsSchema } from '../../../domain/dossier/message-schema.ts';
import { validate } from '../../dossiers/validate.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { openPayment } from '../../payments/open-payment.ts';
import { ofDossier } from '../../routes/shared.ts';
import { validationSchema } from '../../schemas/messages.ts';
import { contextOf } from '../context.ts';
import { leaveNotice, takeNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import type { Consent } from './actions-view.ts';
import { act, dossierPath, refusedAction } from './act.ts';
import { showDossier } from './show.ts';

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
      const wish = wishOf(exchange.body);
      if (wish === null) return await askForConsent(exchange, number, consentOf(exchange.body));
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

/** Null unless both boxes were ticked and the amounts are amounts. */
function wishOf(form: Form) {
  const { accord, conditions } = consentOf(form);
  if (!accord || !conditions) return null;
  const rightsCents = centsField.safeParse(form.get('droits') ?? '');
  const remainderCents = centsField.safeParse(form.get('reste') ?? '');
  const wish = validationSchema.safeParse({
    rightsConsent: true,
    rightsCents: rightsCents.data,
    remainderCents: remainderCents.data,
    termsVersion: form.get('version'),
  });
  return wish.success ? wish.data : null;
}

function consentOf(form: Form): Consent {
  return { accord: form.get('accord') === 'oui', conditions: form.get('conditions') === 'oui' };
}

async function askForConsent(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  consent: Consent,
): Promise<Reply> {
  const { heading, missing } = contextOf(exchange.req).texts.dossier.validate;
  return await showDossier(exchange, number, { title: heading, detail: missing, status: 422, consent });
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
  try {
    const toCheckout = await checkout(exchange, number, step);
    if (toCheckout !== null) return toCheckout;
    leaveNotice(exchange.req.session, 'received');
    return seeOther(dossierPath(number));
  } catch (error) {
    const refused = refusedAction(exchange, error);
    if (refused === null) throw error;
    return await showDossier(exchange, number, refused);
  }
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

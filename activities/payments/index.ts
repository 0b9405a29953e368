import { askPayments } from './ask-payments.ts';
import type { PaymentActivities } from './contract.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { openCheckout } from './open-checkout.ts';
import { requestRefund } from './request-refund.ts';
import { closeCheckouts } from './settle-pages.ts';

/** The activities that speak to the payment service. */
export function createPaymentActivities(dependencies: PaymentDependencies): PaymentActivities {
  return {
    openCheckout: (request) => openCheckout(dependencies, request),
    closeCheckouts: (request) => closeCheckouts(dependencies, request),
    requestRefund: (request) => requestRefund(dependencies, request),
    askPayments: (request) => askPayments(dependencies, request),
  };
}

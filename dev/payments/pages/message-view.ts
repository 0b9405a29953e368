import type Stripe from 'stripe';

/** A page that only says something, with one way to go on. */
export interface MessageView {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly url: string; readonly text: string } | null;
}

/** The address to go to after a payment, with the session's id where it was asked for. */
export const successUrl = ({ success_url, id }: Stripe.Checkout.Session): string =>
  (success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id);

/** The page of a session that nobody can pay on any more. */
export function closedView(session: Stripe.Checkout.Session): MessageView {
  if (session.status === 'expired') {
    return {
      title: 'Cette page de paiement a expiré',
      text: 'Rien n’a été débité. Revenez au site pour recommencer si vous le pouvez encore.',
      link: session.cancel_url === null ? null : { url: session.cancel_url, text: 'Revenir au site' },
    };
  }
  return {
    title: session.payment_status === 'paid' ? 'Le paiement est fait' : 'Le paiement est en cours',
    text: 'Vous avez déjà envoyé ce paiement : il n’y a rien d’autre à faire ici, et rien ne sera débité une seconde fois.',
    link: { url: successUrl(session), text: 'Revenir au site' },
  };
}

/** The page of an address that leads nowhere. */
export const unknownView: MessageView = {
  title: 'Cette page de paiement n’existe pas',
  text: 'Vérifiez l’adresse, ou revenez au site et recommencez.',
  link: null,
};

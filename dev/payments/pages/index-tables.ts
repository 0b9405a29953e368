import type { Desk } from '../desk.ts';
import { idOf } from '../ids.ts';
import type { Delivery } from '../state.ts';
import { euros, shortDateTime } from './french.ts';
import type { Cell, TableView } from './table-view.ts';

const shownRows = 50;
const text = (value: string): Cell => ({ text: value });
const code = (value: string): Cell => ({ text: value, code: true });
const at = (seconds: number): Cell => text(shortDateTime(seconds * 1000));

/** The Checkout Sessions. */
export function sessionTable(desk: Desk): TableView {
  const all = Object.values(desk.state.sessions);
  return {
    id: 'sessions',
    title: 'Pages de paiement',
    empty: 'Aucune page de paiement pour le moment.',
    count: all.length,
    columns: ['Ouverte le', 'Objet', 'Montant', 'État', 'Paiement', 'Page'],
    rows: newest(all).map(({ session, lineItems }) => [
      at(session.created),
      text(lineItems[0]?.description ?? ''),
      text(euros(session.amount_total)),
      badge(session.status ?? ''),
      badge(session.payment_status),
      { text: session.id.slice(0, 16), href: `/pay/${session.id}` },
    ]),
  };
}

/** The attempts to charge a card. */
export function chargeTable(desk: Desk): TableView {
  const all = Object.values(desk.state.charges);
  return {
    id: 'charges',
    title: 'Paiements',
    empty: 'Aucun paiement pour le moment.',
    count: all.length,
    columns: ['Date', 'Montant', 'Remboursé', 'Carte', 'État', 'Payment intent', 'Charge'],
    rows: newest(all).map(({ charge }) => [
      at(charge.created),
      text(euros(charge.amount)),
      text(euros(charge.amount_refunded)),
      text(`•••• ${charge.payment_method_details?.card?.last4 ?? ''}`),
      badge(charge.disputed ? 'disputed' : charge.status),
      code(idOf(charge.payment_intent)),
      code(charge.id),
    ]),
  };
}

/** The refunds. */
export function refundTable(desk: Desk): TableView {
  const all = Object.values(desk.state.refunds);
  return {
    id: 'refunds',
    title: 'Remboursements',
    empty: 'Aucun remboursement pour le moment.',
    count: all.length,
    columns: ['Date', 'Montant', 'État', 'Charge', 'Remboursement'],
    rows: newest(all).map((refund) => [
      at(refund.created),
      text(euros(refund.amount)),
      badge(refund.status ?? ''),
      code(idOf(refund.charge)),
      code(refund.id),
    ]),
  };
}

/** The disputes. */
export function disputeTable(desk: Desk): TableView {
  const all = Object.values(desk.state.disputes);
  return {
    id: 'disputes',
    title: 'Contestations',
    empty: 'Aucune contestation pour le moment.',
    count: all.length,
    columns: ['Date', 'Montant', 'État', 'Charge', 'Contestation'],
    rows: newest(all).map((dispute) => [
      at(dispute.created),
      text(euros(dispute.amount)),
      badge(dispute.status),
      code(idOf(dispute.charge)),
      code(dispute.id),
    ]),
  };
}

/** The events on their way to the product. */
export function deliveryTable(desk: Desk): TableView {
  const all = Object.entries(desk.state.deliveries);
  return {
    id: 'webhooks',
    title: 'Webhooks',
    empty: 'Aucun webhook pour le moment.',
    count: all.length,
    columns: ['Événement', 'État', 'Essais', 'Dernière réponse', 'Identifiant', 'Action'],
    rows: newest(all).map(([id, delivery]) => deliveryRow(id, delivery)),
  };
}

function deliveryRow(id: string, { type, status, attempts, event }: Delivery): Cell[] {
  return [
    code(type),
    badge(status),
    text(String(attempts.length)),
    text(attempts.at(-1)?.result ?? '–'),
    code(event),
    { action: `/deliveries/${id}/send`, text: 'Renvoyer', about: type },
  ];
}

const newest = <T>(all: readonly T[]): T[] => all.slice(-shownRows).reverse();

const tones: Readonly<Record<string, readonly ['good' | 'bad' | 'wait' | 'plain', string]>> = {
  open: ['wait', 'ouverte'],
  complete: ['good', 'terminée'],
  expired: ['plain', 'expirée'],
  paid: ['good', 'payé'],
  unpaid: ['plain', 'non payé'],
  succeeded: ['good', 'réussi'],
  pending: ['wait', 'en cours'],
  failed: ['bad', 'échoué'],
  disputed: ['bad', 'contesté'],
  needs_response: ['bad', 'à traiter'],
  won: ['good', 'gagnée'],
  lost: ['bad', 'perdue'],
  waiting: ['wait', 'à envoyer'],
  held: ['wait', 'retenu'],
  delivered: ['good', 'reçu'],
  dropped: ['plain', 'abandonné'],
};

function badge(status: string): Cell {
  const [tone, state] = tones[status] ?? ['plain', status];
  return { tone, state };
}

import { eventLabel } from '../../../../domain/dossier/event-labels.ts';
import type { Actor } from '../../../../domain/dossier/messages.ts';

const who: Record<Actor, string> = {
  trainee: 'Vous',
  organisation: 'L’organisme',
  payment: 'Le service de paiement',
  operator: 'Le service',
  system: 'Le service, automatiquement',
};

const rules: Partial<Record<string, string>> = {
  deadline_passed: 'Règle : sans action jusqu’à la date limite, la demande est annulée et rien n’est dû.',
  withdraw: 'Règle : si l’organisme annule, vos droits et le reste payé vous sont rendus en totalité.',
  validate: 'Règle : vos droits sont réservés, et consommés seulement à la fin de la formation.',
  payment_failed: 'Règle : vous pouvez payer de nouveau jusqu’à la date limite.',
  declare_end: 'Règle : les droits réservés sont consommés à la fin de la formation.',
  open: 'Règle : un brouillon que vous ne modifiez plus est conservé six mois.',
};

/** The lines of a dossier’s timeline. */
export const events = {
  who,
  what: eventLabel,
  rule: (type: string): string | null => rules[type] ?? null,
  deadline: (businessDays: number, date: string) =>
    businessDays === 1
      ? `Délai : 1 jour ouvré, jusqu’au ${date}.`
      : `Délai : ${businessDays} jours ouvrés, jusqu’au ${date}.`,
  reason: (label: string) => `Motif : ${label}.`,
};

import { frenchDate, frenchDateTime } from '../../domain/calendar/french-dates.ts';
import { isCalendarDay } from '../../domain/calendar/calendar-day.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { RefusalCode } from '../../domain/dossier/refusal.ts';
import { cents, formatEuros } from '../../domain/money.ts';
import { endings } from './endings.ts';

/** What a code means to the caller: HTTP status, and in French a title and a sentence. */
export interface ProblemText {
  readonly status: number;
  readonly title: string;
  /** A sentence, or how to make it of the problem's facts; the error's own message when absent. */
  readonly detail?: string | ((facts: Readonly<Record<string, unknown>>) => string);
}

type Facts = Readonly<Record<string, unknown>>;

const conflict = 409; // The request is right, the dossier or the catalogue does not allow it now.
const notNow = 503; // A service that the dossier needs does not answer.
const wrongInput = 422; // What was sent can never be accepted as it is.

/** Refusals of a dossier's rules. Those that blame the contents are 422, those that blame the moment 409. */
export const refusalProblems: Record<RefusalCode, ProblemText> = {
  idempotency_key_reused: {
    status: 422,
    title: 'Clé d’idempotence déjà utilisée',
    detail: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
  },
  malformed_message: {
    status: wrongInput,
    title: 'Demande non valable',
    detail: 'Le contenu de la demande n’est pas valable.',
  },
  not_allowed_in_state: {
    status: conflict,
    title: 'Action impossible',
    detail: 'Cette action n’est pas possible dans l’état actuel du dossier.',
  },
  ended_meanwhile: {
    status: conflict,
    title: 'Dossier clos entre-temps',
    detail: ({ reason, at }) =>
      `Votre demande a été reçue à temps, mais le dossier était clos avant qu’elle puisse être traitée : ${endings.fr[String(reason)] ?? 'il a pris fin'} (${dateTime(at)}).`,
  },
  deadline_passed: {
    status: conflict,
    title: 'Date limite dépassée',
    detail: ({ deadline }) => `La date limite était fixée au ${dateTime(deadline)}.`,
  },
  acknowledgement_not_expected: {
    status: conflict,
    title: 'Accusé de réception inutile',
    detail: 'Aucun accusé de réception n’est attendu pour ce dossier.',
  },
  already_agreed: {
    status: conflict,
    title: 'Dossier déjà validé',
    detail: 'Vous avez déjà validé ce dossier.',
  },
  payment_not_due: {
    status: conflict,
    title: 'Aucun paiement attendu',
    detail: 'Aucun paiement n’est attendu pour ce dossier.',
  },
  payment_unknown: {
    status: conflict,
    title: 'Paiement inconnu',
    detail: 'Ce paiement n’est pas celui de ce dossier.',
  },
  payment_overtaken: {
    status: conflict,
    title: 'Information dépassée',
    detail: 'Ce paiement a évolué depuis cette information.',
  },
  payment_unavailable: {
    status: notNow,
    title: 'Paiement momentanément indisponible',
    detail:
      'Le service de paiement ne répond pas. Rien n’est perdu et rien n’a été débité : réessayez dans un instant.',
  },
  terms_outdated: {
    status: conflict,
    title: 'Conditions générales modifiées',
    detail: 'Les conditions générales ont changé : lisez puis acceptez la nouvelle version.',
  },
  amounts_changed: { status: conflict, title: 'Montants modifiés', detail: newAmounts },
  consequences_changed: {
    status: conflict,
    title: 'Conséquences modifiées',
    detail: ({ explanation }) =>
      `Annuler n’a plus les conséquences qui vous ont été montrées. ${typeof explanation === 'string' ? explanation : ''} Vérifiez-les puis confirmez à nouveau.`,
  },
  proof_missing: {
    status: conflict,
    title: 'Justificatif manquant',
    detail:
      'Avec un justificatif de ce motif, l’annulation serait sans frais ; sans lui, le prix de la formation reste dû. Joignez-le d’abord, ou confirmez que vous continuez sans justificatif.',
  },
  empty_proposal: {
    status: wrongInput,
    title: 'Proposition vide',
    detail: 'Une proposition comporte au moins une modification ou une note.',
  },
  invalid_session_dates: {
    status: wrongInput,
    title: 'Dates non valables',
    detail: 'La session ne peut pas finir avant d’avoir commencé.',
  },
  price_not_confirmed: {
    status: wrongInput,
    title: 'Prix à confirmer',
    detail: ({ beforeCents, afterCents }) =>
      `Vous proposez ${euros(afterCents)} au lieu de ${euros(beforeCents)}. Confirmez ce prix, puis envoyez de nouveau la proposition.`,
  },
  price_rise_not_accepted: {
    status: wrongInput,
    title: 'Hausse du prix à accepter',
    detail: ({ beforeCents, afterCents }) =>
      `L’organisme propose ${euros(afterCents)} au lieu de ${euros(beforeCents)}. Acceptez cette hausse pour valider, ou annulez votre demande.`,
  },
  price_too_high: {
    status: wrongInput,
    title: 'Prix trop élevé',
    detail: ({ maxPriceCents }) => `Le prix d’une formation ne peut dépasser ${euros(maxPriceCents)}.`,
  },
  price_too_low: {
    status: wrongInput,
    title: 'Prix trop bas',
    detail: ({ minPriceCents }) =>
      `Une formation est gratuite ou coûte au moins ${euros(minPriceCents)}, le plus petit montant payable par carte.`,
  },
  session_required: {
    status: conflict,
    title: 'Session à choisir',
    detail: 'Choisissez une session avant de continuer.',
  },
  session_unavailable: {
    status: conflict,
    title: 'Session indisponible',
    detail: 'Cette session n’est plus ouverte aux inscriptions.',
  },
  session_too_soon: {
    status: conflict,
    title: 'Session trop proche',
    detail: ({ earliestStart }) =>
      `Cette session commence trop tôt : elle devrait commencer au plus tôt le ${day(earliestStart)}.`,
  },
  session_begun: {
    status: conflict,
    title: 'Session commencée',
    detail: ({ startsOn }) =>
      `Cette session a commencé le ${day(startsOn)} : elle ne peut plus être acceptée, proposée ni validée.`,
  },
  no_dates_proposed: {
    status: conflict,
    title: 'Aucune date proposée',
    detail:
      'Aucun changement de dates n’attend de réponse : l’organisme l’a retiré, ou il a déjà été accepté ou refusé.',
  },
  dates_changed: {
    status: conflict,
    title: 'Les dates proposées ont changé',
    detail: ({ startsOn, endsOn }) =>
      `L’organisme propose maintenant du ${day(startsOn)} au ${day(endsOn)}. Vérifiez ces dates, puis répondez.`,
  },
  session_changed: {
    status: conflict,
    title: 'Session modifiée',
    detail:
      'L’organisme ou vous-même avez changé la session depuis que vous l’avez vue. Rien n’a été envoyé : vérifiez, puis envoyez de nouveau.',
  },
  training_unavailable: {
    status: conflict,
    title: 'Formation indisponible',
    detail: 'Cette formation n’est plus proposée.',
  },
  too_many_open_requests: {
    status: conflict,
    title: 'Trop de demandes en cours',
    detail: ({ limit }) => `Vous avez déjà ${Number(limit)} demandes en cours pour cette formation.`,
  },
  invalid_entry_date: {
    status: wrongInput,
    title: 'Date d’entrée non valable',
    detail: ({ earliest, latest }) => entryDays(earliest, latest),
  },
  invalid_end_date: {
    status: wrongInput,
    title: 'Date de fin non valable',
    detail: ({ earliest, latest }) =>
      `La date de fin va du jour de l’entrée (${day(earliest)}) à aujourd’hui (${day(latest)}).`,
  },
  training_not_over: {
    status: wrongInput,
    title: 'Formation pas encore terminée',
    detail: ({ lastDay }) =>
      `La session finit le ${day(lastDay)} : une assiduité de 100 % se déclare à partir de ce jour. Si le titulaire est parti avant, indiquez une assiduité inférieure à 100 % et son motif.`,
  },
  attendance_reason_missing: {
    status: wrongInput,
    title: 'Motif manquant',
    detail: 'Une assiduité inférieure à 100 % se déclare avec son motif, que le titulaire pourra lire.',
  },
  contest_open: {
    status: conflict,
    title: 'Contestation en cours',
    detail:
      'Une déclaration de l’organisme est contestée : notre service doit d’abord se prononcer. Rien n’est consommé d’ici là.',
  },
  nothing_to_contest: {
    status: conflict,
    title: 'Rien à contester',
    detail: 'L’organisme n’a pas fait cette déclaration, ou notre service l’a déjà confirmée.',
  },
  no_contest_open: {
    status: conflict,
    title: 'Aucune contestation',
    detail: 'Aucune contestation n’attend de décision pour ce dossier.',
  },
  deadline_not_later: {
    status: wrongInput,
    title: 'Date limite non reportée',
    detail: 'La nouvelle date limite doit être postérieure à l’actuelle.',
  },
  deadline_too_far: {
    status: wrongInput,
    title: 'Date limite trop lointaine',
    detail: ({ latest }) => `Une date limite est reportée d’un an au plus, jusqu’au ${day(latest)}.`,
  },
  no_deadline: {
    status: conflict,
    title: 'Aucune date limite',
    detail: 'Ce dossier n’a pas de date limite en cours.',
  },
};

function entryDays(earliest: unknown, latest: unknown): string {
  const isTooEarly = typeof earliest === 'string' && typeof latest === 'string' && earliest > latest;
  return isTooEarly
    ? `L’entrée se déclare à partir du premier jour de la session : le ${day(earliest)}.`
    : `La date d’entrée est un jour de la session, jamais un jour à venir : du ${day(earliest)} au ${day(latest)}.`;
}

function newAmounts({ rightsCents, remainderCents }: Facts): string {
  return `Les montants ont changé : ${euros(rightsCents)} de droits et ${euros(remainderCents)} restant à payer. Vérifiez-les puis validez à nouveau.`;
}

// The facts come from the workflow; one that is not as expected must not turn a refusal into a failure.
function dateTime(value: unknown): string {
  return typeof value === 'string' && Number.isFinite(Date.parse(value))
    ? frenchDateTime(instant(value))
    : 'jour prévu';
}

function day(value: unknown): string {
  return typeof value === 'string' && isCalendarDay(value) ? frenchDate(value) : 'jour permis';
}

function euros(value: unknown): string {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? formatEuros(cents(Number(value))) : '';
}

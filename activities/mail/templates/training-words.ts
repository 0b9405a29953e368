import { englishDate, frenchDate } from '../../../domain/calendar/french-dates.ts';
import { cancellationAmounts } from '../../../domain/dossier/cancellation-amounts.ts';
import { cancellationConsequences } from '../../../domain/dossier/consequences.ts';
import { describeContest } from '../../../domain/dossier/contest-words.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { Language } from '../../../domain/language.ts';
import { cents, formatEuros, formatEurosEnglish } from '../../../domain/money.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import type { NoticeContext, Wording } from './notice-context.ts';

type Kind = 'in_training' | 'completed' | 'contested' | 'contest_decided';

/** What a trainee is told of entry and end, and of contesting them, in each language. */
export const trainingWords: Readonly<Record<Language, Readonly<Record<Kind, Wording>>>> = {
  fr: {
    in_training: ({ dossier, now }) => ({
      subject: 'Votre entrée en formation est déclarée',
      sentence: `L’organisme a déclaré votre entrée en formation${dossier.enteredOn === null ? '' : ` le ${frenchDate(dossier.enteredOn)}`}.`,
      more: [
        `Votre délai de rétractation est terminé. ${costInFrench(dossier, now)}`,
        'Si cette déclaration est fausse, contestez-la depuis votre dossier, rubrique « Contester » : tant que notre service ne s’est pas prononcé, aucun droit n’est consommé.',
      ],
      action: 'Voir mon dossier',
    }),
    completed: ({ dossier }) => ({
      subject: 'La fin de votre formation est déclarée',
      sentence: `L’organisme a déclaré la fin de votre formation${dossier.endedOn === null ? '' : ` le ${frenchDate(dossier.endedOn)}`}${attendance(dossier, ', avec une assiduité de', '\u00a0%')}.`,
      more: [
        `${rightsOf(dossier) === 0 ? '' : `Vos droits réservés (${formatEuros(rightsOf(dossier))}) sont consommés. `}Le délai de rétractation est terminé et ce dossier ne peut plus être annulé : le prix de la formation, ${formatEuros(priceOf(dossier))}, est dû en entier.`,
        'Si cette déclaration est fausse, contestez-la depuis votre dossier, rubrique « Contester » : vos droits sont alors de nouveau réservés, et rien n’est consommé tant que notre service ne s’est pas prononcé.',
      ],
      action: 'Voir mon dossier',
    }),
    contested: (context) => contest(context, 'Votre contestation est enregistrée', 'Voir mon dossier'),
    contest_decided: (context) => contest(context, 'Décision sur votre contestation', 'Voir mon dossier'),
  },
  en: {
    in_training: ({ dossier, now }) => ({
      subject: 'Your entry into the training is declared',
      sentence: `The organisation declared that you entered the training${dossier.enteredOn === null ? '' : ` on ${englishDate(dossier.enteredOn)}`}.`,
      more: [
        `Your withdrawal period is over. ${costInEnglish(dossier, now)}`,
        'If this declaration is wrong, contest it from your dossier, under “Contest”: until our service has decided, no rights are consumed.',
      ],
      action: 'See my dossier',
    }),
    completed: ({ dossier }) => ({
      subject: 'The end of your training is declared',
      sentence: `The organisation declared the end of your training${dossier.endedOn === null ? '' : ` on ${englishDate(dossier.endedOn)}`}${attendance(dossier, ', with an attendance of', '%')}.`,
      more: [
        `${rightsOf(dossier) === 0 ? '' : `Your reserved rights (${formatEurosEnglish(rightsOf(dossier))}) are consumed. `}The withdrawal period is over and this dossier can no longer be cancelled: the price of the training, ${formatEurosEnglish(priceOf(dossier))}, is due in full.`,
        'If this declaration is wrong, contest it from your dossier, under “Contest”: your rights are then reserved again, and nothing is consumed until our service has decided.',
      ],
      action: 'See my dossier',
    }),
    contested: (context) => contest(context, 'What you contest is recorded', 'See my dossier'),
    contest_decided: (context) => contest(context, 'Decision on what you contested', 'See my dossier'),
  },
};

/** What an organisation is told when a declaration of its own is contested, and of what was decided. */
export const contestToOrganisation: Readonly<
  Record<Language, Readonly<Record<'contested' | 'contest_decided', Wording>>>
> = {
  fr: {
    contested: (context) => contest(context, 'Votre déclaration est contestée', 'Voir le dossier'),
    contest_decided: (context) => contest(context, 'Décision sur la contestation', 'Voir le dossier'),
  },
  en: {
    contested: (context) => contest(context, 'Your declaration is contested', 'See the dossier'),
    contest_decided: (context) => contest(context, 'Decision on what was contested', 'See the dossier'),
  },
};

function contest({ dossier, language, audience }: NoticeContext, subject: string, action: string) {
  const { title } = dossier.training;
  const about = language === 'fr' ? `Au sujet de « ${title} ».` : `About “${title}”.`;
  return { subject, sentence: `${about} ${describeContest(dossier, language, audience)}`, action };
}

function costInFrench(dossier: Dossier, now: NoticeContext['now']): string {
  const { rightsConsumedCents: rights, remainderKeptCents: card } = costOf(dossier, now);
  const lost = [
    ...(rights === 0 ? [] : [`${formatEuros(rights)} de vos droits seraient consommés`]),
    ...(card === 0 ? [] : [`${formatEuros(card)} payés par carte ne seraient pas remboursés`]),
  ];
  if (lost.length === 0) return 'Abandonner la formation ne vous coûterait rien.';
  return `Abandonner la formation vous coûterait désormais son prix entier, ${formatEuros(priceOf(dossier))} : ${lost.join(' et ')}, sauf cas de force majeure justifié.`;
}

function costInEnglish(dossier: Dossier, now: NoticeContext['now']): string {
  const { rightsConsumedCents: rights, remainderKeptCents: card } = costOf(dossier, now);
  const lost = [
    ...(rights === 0 ? [] : [`${formatEurosEnglish(rights)} of your rights would be consumed`]),
    ...(card === 0 ? [] : [`${formatEurosEnglish(card)} paid by card would not be refunded`]),
  ];
  if (lost.length === 0) return 'Abandoning the training would cost you nothing.';
  return `Abandoning the training would now cost you its full price, ${formatEurosEnglish(priceOf(dossier))}: ${lost.join(' and ')}, except for proved force majeure.`;
}

/** What abandoning costs as of an instant, by the same rules that carry it out. */
function costOf(dossier: Dossier, at: NoticeContext['now']) {
  const facts = { by: 'trainee', at, forceMajeureProved: false } as const;
  return cancellationAmounts(
    dossier,
    cancellationConsequences(dossier, policyOf(dossier.policyVersion), facts),
  );
}

function attendance({ attendancePercent }: Dossier, before: string, unit: string): string {
  return attendancePercent === null ? '' : `${before} ${attendancePercent}${unit}`;
}

function rightsOf({ agreement }: Dossier) {
  return agreement?.rightsCents ?? cents(0);
}

function priceOf({ agreement }: Dossier) {
  return agreement?.priceCents ?? cents(0);
}

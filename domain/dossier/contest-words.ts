import { englishDate, frenchDate } from '../calendar/french-dates.ts';
import { type Instant, parisDay } from '../calendar/paris-time.ts';
import type { Language } from '../language.ts';
import { type Contest, type Contestable, lastContest, type Contested } from './contest.ts';

/** The two sides that read of a contest; operators read what the organisation does. */
export type ContestReader = 'trainee' | 'organisation';

interface Words {
  what: Readonly<Record<Contestable, string>>;
  open: Readonly<Record<ContestReader, (what: string, day: string) => string>>;
  confirmed: Readonly<Record<ContestReader, (what: string, day: string) => string>>;
  takenBack: Readonly<Record<ContestReader, Readonly<Record<Contestable, (day: string) => string>>>>;
  reason: (reason: string) => string;
}

const words: Readonly<Record<Language, Words>> = {
  fr: {
    what: { entry: 'l’entrée en formation', end: 'la fin de la formation' },
    open: {
      trainee: (what, day) =>
        `Vous contestez ${what} depuis le ${day} : notre service examine votre contestation. D’ici sa décision, aucun droit n’est consommé.`,
      organisation: (what, day) =>
        `Le titulaire conteste ${what} depuis le ${day} : notre service examine la contestation. D’ici sa décision, rien n’est consommé, et la fin ne peut pas être déclarée.`,
    },
    confirmed: {
      trainee: (what, day) =>
        `Notre service a examiné votre contestation : ${what} est confirmée depuis le ${day}.`,
      organisation: (what, day) =>
        `Notre service a examiné la contestation du titulaire : ${what} est confirmée depuis le ${day}.`,
    },
    takenBack: {
      trainee: {
        entry: (day) =>
          `Notre service vous a donné raison le ${day} : la déclaration d’entrée est retirée. Votre délai de rétractation reprend, prolongé du temps de la contestation.`,
        end: (day) =>
          `Notre service vous a donné raison le ${day} : la déclaration de fin est retirée. L’organisme devra en faire une autre.`,
      },
      organisation: {
        entry: (day) =>
          `Notre service a donné raison au titulaire le ${day} : la déclaration d’entrée est retirée. Déclarez l’entrée quand elle a lieu.`,
        end: (day) =>
          `Notre service a donné raison au titulaire le ${day} : la déclaration de fin est retirée. Déclarez la fin telle qu’elle est.`,
      },
    },
    reason: (reason) => `Motif de la décision : ${reason}`,
  },
  en: {
    what: { entry: 'the entry into the training', end: 'the end of the training' },
    open: {
      trainee: (what, day) =>
        `You have contested ${what} since ${day}: our service is looking at it. Until it decides, no rights are consumed.`,
      organisation: (what, day) =>
        `The trainee has contested ${what} since ${day}: our service is looking at it. Until it decides, nothing is consumed and no end can be declared.`,
    },
    confirmed: {
      trainee: (what, day) => `Our service looked at what you contested: ${what} is confirmed, on ${day}.`,
      organisation: (what, day) =>
        `Our service looked at what the trainee contested: ${what} is confirmed, on ${day}.`,
    },
    takenBack: {
      trainee: {
        entry: (day) =>
          `Our service agreed with you on ${day}: the declaration of entry is taken back. Your withdrawal period goes on, longer by the time of the contest.`,
        end: (day) =>
          `Our service agreed with you on ${day}: the declaration of the end is taken back. The organisation must make another.`,
      },
      organisation: {
        entry: (day) =>
          `Our service agreed with the trainee on ${day}: the declaration of entry is taken back. Declare the entry when it happens.`,
        end: (day) =>
          `Our service agreed with the trainee on ${day}: the declaration of the end is taken back. Declare the end as it is.`,
      },
    },
    reason: (reason) => `Why: ${reason}`,
  },
};

/** Says where the last contest of a dossier stands, to one of its sides; empty when nothing was ever contested. */
export function describeContest(
  dossier: Pick<Contested, 'contests'>,
  language: Language,
  reader: ContestReader,
): string {
  const contest = lastContest(dossier);
  return contest === null ? '' : sentenceOf(contest, language, reader);
}

function sentenceOf(contest: Contest, language: Language, reader: ContestReader): string {
  const { about, at, decision } = contest;
  const { what, open, confirmed, takenBack, reason } = words[language];
  if (decision === null) return open[reader](what[about], dayIn(language, at));
  const day = dayIn(language, decision.at);
  const decided =
    decision.outcome === 'confirmed' ? confirmed[reader](what[about], day) : takenBack[reader][about](day);
  return `${decided} ${reason(decision.reason)}`;
}

function dayIn(language: Language, at: Instant): string {
  return language === 'fr' ? frenchDate(parisDay(at)) : englishDate(parisDay(at));
}

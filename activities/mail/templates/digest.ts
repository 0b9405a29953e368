import { runningDeadline } from '../../../domain/dossier/check.ts';
import { formatDossierNumber } from '../../../domain/dossier/number.ts';
import { de } from '../../../domain/french-elision.ts';
import type { Language } from '../../../domain/language.ts';
import { actorOf } from '../../../domain/notices/notices-of.ts';
import type { Mail } from '../mail.ts';
import { renderMail } from '../render-mail.ts';
import { until } from './deadline-words.ts';
import { wordsOf } from './dossier-notice.ts';
import type { NoticeContext } from './notice-context.ts';

const words = {
  fr: {
    subject: (count: number) =>
      `Vos dossiers de formation : ${count === 1 ? 'une nouvelle' : `${count} nouvelles`}`,
    sentence: (organisation: string) =>
      `Voici ce qui s’est passé sur les dossiers ${de(organisation)} depuis notre dernier récapitulatif, échéance la plus proche d’abord.`,
    list: 'Nouvelles',
    action: 'Voir les dossiers',
    why: 'Vous recevez ce récapitulatif parce que votre organisme a choisi d’être informé chaque matin ouvré ; ce choix se change dans vos préférences.',
  },
  en: {
    subject: (count: number) =>
      `Your training dossiers: ${count === 1 ? 'one piece of news' : `${count} pieces of news`}`,
    sentence: (organisation: string) =>
      `Here is what happened to the dossiers of ${organisation} since our last summary, nearest deadline first.`,
    list: 'News',
    action: 'See the dossiers',
    why: 'You receive this summary because your organisation chose to be told each business morning; this can be changed in your preferences.',
  },
} as const;

/** Writes an organisation's digest: a line for each notice, those that it must act on first, nearest deadline first. */
export function digestMail({
  contexts,
  language,
  baseUrl,
}: {
  contexts: readonly NoticeContext[];
  language: Language;
  baseUrl: string;
}): Mail {
  const { subject, sentence, list, action, why } = words[language];
  const sorted = [...contexts].sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  return renderMail({
    language,
    subject: subject(contexts.length),
    paragraphs: [sentence(sorted[0]?.organisation.name ?? '')],
    list: { title: list, items: sorted.map(lineOf) },
    action: { label: action, url: `${baseUrl}/organisme` },
    why,
  });
}

const never = '9999';

/** The deadline that the organisation must keep; what waits for nobody comes last. */
function dueOf({ dossier }: NoticeContext): string {
  const deadline = runningDeadline(dossier);
  return deadline !== null && actorOf(deadline) === 'organisation' ? deadline.at : never;
}

function lineOf(context: NoticeContext): string {
  const { dossier, language, traineeName } = context;
  const { subject } = wordsOf(context);
  const { title } = dossier.training;
  const who = traineeName === null ? '' : `, ${traineeName}`;
  if (language === 'fr') {
    const due = dueOf(context) === never ? '' : ` – à traiter jusqu’au ${until(context)}`;
    return `${subject} : « ${title} »${who}, ${formatDossierNumber(dossier.number)}${due}`;
  }
  const due = dueOf(context) === never ? '' : ` – to be dealt with until ${until(context)}`;
  return `${subject}: “${title}”${who}, dossier ${dossier.number}${due}`;
}

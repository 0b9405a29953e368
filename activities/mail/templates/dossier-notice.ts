import {
  englishDate,
  englishDateTime,
  frenchDateTime,
  frenchSessionDates,
} from '../../../domain/calendar/french-dates.ts';
import { amountLines } from '../../../domain/dossier/amount-lines.ts';
import { amountLabel, amountShown } from '../../../domain/dossier/amount-words.ts';
import { deadlineFile } from '../../../domain/dossier/calendar-file.ts';
import { englishStateLabels } from '../../../domain/dossier/english/labels.ts';
import { formatDossierNumber } from '../../../domain/dossier/number.ts';
import { isFinished, stateLabels } from '../../../domain/dossier/states.ts';
import type { Attachment, Mail } from '../mail.ts';
import { renderMail } from '../render-mail.ts';
import { deadlineTold, explained } from './deadline-words.ts';
import { englishTrainee } from './english-trainee.ts';
import { frenchTrainee } from './french-trainee.ts';
import type { NoticeContext, NoticeWords } from './notice-context.ts';
import { englishOrganisation, frenchOrganisation, type OrganisationKind } from './organisation.ts';
import { proposalLines } from './proposal-lines.ts';

const whys = {
  fr: {
    trainee:
      'Vous recevez cet email parce qu’il concerne un de vos dossiers de formation. Il ne peut pas être désactivé : il annonce une date ou une décision.',
    organisation:
      'Vous recevez cet email parce que votre organisme est destinataire de ce dossier de formation.',
  },
  en: {
    trainee:
      'You receive this email because it is about one of your training dossiers. It cannot be switched off: it tells of a date or a decision.',
    organisation: 'You receive this email because this training dossier was sent to your organisation.',
  },
} as const;

const optionalWhys = {
  fr: {
    trainee:
      'Vous recevez cet email parce qu’il concerne un de vos dossiers de formation. Vous pouvez ne plus recevoir les emails de ce genre.',
    organisation:
      'Vous recevez cet email parce que votre organisme est destinataire de ce dossier de formation. Vous pouvez ne plus recevoir les emails de ce genre.',
  },
  en: {
    trainee:
      'You receive this email because it is about one of your training dossiers. You can stop receiving emails of this kind.',
    organisation:
      'You receive this email because this training dossier was sent to your organisation. You can stop receiving emails of this kind.',
  },
} as const;

/** Writes the mail of a notice about a dossier. */
export function dossierMail(context: NoticeContext): Mail {
  const { audience, language } = context;
  const words = wordsOf(context);
  const list = listOf(context);
  return renderMail({
    language,
    subject: `${words.subject} (${numberOf(context)})`,
    paragraphs: [words.sentence, ...(words.more ?? []), ...todoOf(context, words)],
    facts: factsOf(context),
    ...(list === null ? {} : { list }),
    action: { label: words.action, url: pathOf(context) },
    why: (context.unsubscribeUrl === null ? whys : optionalWhys)[language][audience],
    ...(context.unsubscribeUrl === null ? {} : { unsubscribeUrl: context.unsubscribeUrl }),
    attachments: movesNoDate(context) ? [] : calendarOf(context),
  });
}

/** What a notice about a dossier says, before it is made a mail. */
export function wordsOf(context: NoticeContext): NoticeWords {
  const { audience, kind, language } = context;
  if (audience === 'trainee') return (language === 'fr' ? frenchTrainee : englishTrainee)[kind](context);
  const wordings = language === 'fr' ? frenchOrganisation : englishOrganisation;
  if (!(kind in wordings)) throw new TypeError(`An organisation is not told of ${kind}`);
  return wordings[kind as OrganisationKind](context);
}

/** What to do and until when, and how that date was counted: no days left, for nobody knows when a mail is read. */
function todoOf(context: NoticeContext, { todo }: NoticeWords): string[] {
  const deadline = deadlineTold(context);
  if (todo === undefined || deadline === null) return [];
  const explanation = explained(deadline, context.language);
  return [todo, ...(explanation === null ? [] : [explanation])];
}

function factsOf(context: NoticeContext): [string, string][] {
  const { dossier, language, traineeName, organisation } = context;
  const isFrench = language === 'fr';
  const facts: [string, string][] = [[isFrench ? 'Référence' : 'Reference', numberOf(context)]];
  if (traineeName !== null) facts.push([isFrench ? 'Titulaire' : 'Trainee', traineeName]);
  facts.push([isFrench ? 'Formation' : 'Training', dossier.training.title]);
  facts.push([isFrench ? 'Organisme' : 'Organisation', organisation.name]);
  if (isToWriteElsewhere(context) && organisation.contactEmail !== null) {
    facts.push([
      isFrench ? 'Contact de l’organisme' : 'Contact of the organisation',
      organisation.contactEmail,
    ]);
  }
  if (dossier.session !== null) facts.push(['Session', sessionDates(context)]);
  return [...facts, ...amountsOf(context)];
}

/** Once a dossier is over its messages are closed: the trainee writes to the organisation itself. */
function isToWriteElsewhere({ audience, dossier: { state } }: NoticeContext): boolean {
  return audience === 'trainee' && isFinished(state);
}

function sessionDates({ dossier: { session }, language }: NoticeContext): string {
  if (session === null) return '';
  const { startsOn, endsOn } = session;
  if (language === 'en') return `${englishDate(startsOn)} to ${englishDate(endsOn)}`;
  return frenchSessionDates(startsOn, endsOn).replace(/^Session du /, 'du ');
}

/** Amounts are the trainee's affair, and told once they are agreed: as they were after what the mail tells of. */
function amountsOf({ audience, dossier, language, kind }: NoticeContext): [string, string][] {
  if (audience !== 'trainee' || dossier.agreement === null || !tellsAmounts.includes(kind)) return [];
  return amountLines(dossier, null).map((line) => [amountLabel(line, language), amountShown(line, language)]);
}

const tellsAmounts: readonly NoticeContext['kind'][] = [
  'validated',
  'in_training',
  'completed',
  'request_cancelled',
  'cancelled',
  'cancelled_by_organisation',
];

function listOf(context: NoticeContext): { title: string; items: string[] } | null {
  const { kind, dossier, language, missed } = context;
  if (missed.length > 0) {
    const items = missed.map(({ at, state }) =>
      language === 'fr'
        ? `${frenchDateTime(at)} : ${stateLabels[state]}`
        : `${englishDateTime(at)}: ${englishStateLabels[state]}`,
    );
    const title =
      language === 'fr'
        ? 'Depuis notre dernier email, retardé par un incident'
        : 'Since our last email, delayed by an incident';
    return { title, items };
  }
  if (kind !== 'proposed' || dossier.proposal === null || dossier.proposal.changes.length === 0) return null;
  const title = language === 'fr' ? 'Ce que l’organisme modifie' : 'What the organisation changes';
  return { title, items: dossier.proposal.changes.map((change) => proposalLines[language](change)) };
}

/** Where the mail leads: to what it tells of, while that can be read there. */
function pathOf({ audience, baseUrl, dossier, kind }: NoticeContext): string {
  if (kind === 'draft_erased') return `${baseUrl}/dossiers`;
  const path = `${baseUrl}/${audience === 'organisation' ? 'organisme/' : ''}dossiers/${dossier.number}`;
  return kind === 'message' ? `${path}/messages` : path;
}

function movesNoDate({ kind, dossier }: NoticeContext): boolean {
  return kind === 'draft_erased' || kind === 'message' || dossier.state === 'draft';
}

/** The deadline for the reader's calendar; taken away again once it no longer runs. */
function calendarOf(context: NoticeContext): Attachment[] {
  const { dossier, earlierDeadline, now } = context;
  const running = deadlineTold(context);
  const deadline = running ?? earlierDeadline;
  if (deadline === null || deadline.kind === 'record_kept' || deadline.kind === 'draft_kept') return [];
  const method = running === null ? 'cancel' : 'publish';
  const content = deadlineFile(dossier, {
    deadline,
    version: dossier.version,
    stamp: Date.parse(now),
    method,
  });
  return [
    {
      filename: `dossier-${dossier.number}.ics`,
      contentType: `text/calendar; charset=utf-8; method=${method.toUpperCase()}`,
      content: Buffer.from(content),
    },
  ];
}

function numberOf({ dossier, language }: NoticeContext): string {
  return language === 'fr' ? formatDossierNumber(dossier.number) : `dossier ${dossier.number}`;
}

import { escapeHtml } from '../../domain/html.ts';
import type { Language } from '../../domain/language.ts';
import { productName } from '../../domain/product-name.ts';
import type { Attachment, Mail } from './mail.ts';

/** What a mail says, in the parts that every mail has; plain text throughout. */
export interface MailContent {
  language: Language;
  subject: string;
  /** What a mailbox shows beside the subject; the first paragraph unless given. */
  preheader?: string;
  /** The first says in one sentence what happened. */
  paragraphs: readonly string[];
  /** Amounts, dates, names: label and value. */
  facts?: readonly (readonly [label: string, value: string])[];
  /** A list under a heading of its own. */
  list?: { title: string; items: readonly string[] };
  /** The one thing to do; the address is absolute. */
  action: { label: string; url: string };
  /** Why the reader gets this mail. */
  why: string;
  /** Where an optional mail is switched off; absent for those that must be sent. */
  unsubscribeUrl?: string;
  attachments?: readonly Attachment[];
}

const words = {
  fr: {
    greeting: 'Bonjour,',
    signature: `Le service « ${productName} »`,
    stop: 'Ne plus recevoir',
  },
  en: { greeting: 'Hello,', signature: `The service “${productName}”`, stop: 'Unsubscribe' },
} as const;

/** Writes a mail in HTML and in text from the same parts; nothing in it is taken for markup. */
export function renderMail(content: MailContent): Mail {
  const { subject, attachments, unsubscribeUrl } = content;
  return {
    subject,
    html: htmlOf(content),
    text: textOf(content),
    ...(attachments === undefined || attachments.length === 0 ? {} : { attachments }),
    ...(unsubscribeUrl === undefined
      ? {}
      : {
          headers: {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        }),
  };
}

function textOf({
  language,
  paragraphs,
  facts = [],
  list,
  action,
  why,
  unsubscribeUrl,
}: MailContent): string {
  const { greeting, signature, stop } = words[language];
  const colon = language === 'fr' ? ' :' : ':';
  const blocks = [
    greeting,
    ...paragraphs,
    facts.map(([label, value]) => `${label}${colon} ${value}`).join('\n'),
    list === undefined ? '' : [`${list.title}${colon}`, ...list.items.map((item) => `- ${item}`)].join('\n'),
    `${action.label}${colon}\n${action.url}`,
    signature,
    ['--', why, ...(unsubscribeUrl === undefined ? [] : [`${stop}${colon} ${unsubscribeUrl}`])].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

// Mail programs drop style sheets: every element carries its own style.
const styles = {
  body: 'margin:0;padding:24px 12px;background:#f4f5f7;color:#1b1b1f;font:16px/1.5 Arial,Helvetica,sans-serif',
  card: 'max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d5d6dc;border-radius:6px',
  preheader: 'display:none;max-height:0;overflow:hidden',
  title: 'margin:0 0 16px;font-size:20px;line-height:1.3',
  paragraph: 'margin:0 0 16px',
  list: 'margin:0 0 16px;padding:0 0 0 20px',
  button:
    'display:inline-block;padding:12px 20px;background:#0b4fa8;color:#ffffff;font-weight:bold;text-decoration:none;border-radius:4px',
  footer: 'max-width:600px;margin:16px auto 0;color:#4b4b55;font-size:13px',
} as const;

function htmlOf(content: MailContent): string {
  const { language, subject, paragraphs, facts = [], list, action, why, unsubscribeUrl } = content;
  const { greeting, signature, stop } = words[language];
  const preheader = content.preheader ?? paragraphs[0] ?? '';
  const colon = language === 'fr' ? ' :' : ':';
  const items = facts.map(
    ([label, value]) => `<strong>${escapeHtml(label)}</strong>${colon} ${escapeHtml(value)}`,
  );
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(subject)}</title></head>`,
    `<body style="${styles.body}">`,
    `<div style="${styles.preheader}">${escapeHtml(preheader)}</div>`,
    `<div style="${styles.card}">`,
    `<h1 style="${styles.title}">${escapeHtml(subject)}</h1>`,
    paragraphOf(greeting),
    ...paragraphs.map(paragraphOf),
    items.length === 0 ? '' : listOf(items),
    list === undefined ? '' : `${paragraphOf(`${list.title}${colon}`)}${listOf(list.items.map(escapeHtml))}`,
    `<p style="${styles.paragraph}"><a href="${escapeHtml(action.url)}" style="${styles.button}">${escapeHtml(action.label)}</a></p>`,
    paragraphOf(signature),
    '</div>',
    `<div style="${styles.footer}">${paragraphOf(why)}`,
    unsubscribeUrl === undefined
      ? ''
      : `<p style="${styles.paragraph}"><a href="${escapeHtml(unsubscribeUrl)}">${escapeHtml(stop)}</a></p>`,
    '</div>',
    '</body>',
    '</html>',
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n');
}

function paragraphOf(text: string): string {
  // People's own words may have lines.
  return `<p style="${styles.paragraph}">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}

function listOf(items: readonly string[]): string {
  return `<ul style="${styles.list}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

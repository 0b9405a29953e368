import type { Mail } from '../mail/mail.ts';

/** What a letter says, paragraph by paragraph. */
export interface Letter {
  subject: string;
  paragraphs: readonly Paragraph[];
}

/** A sentence or more; a code to copy; or an address to open. */
export type Paragraph = string | { code: string } | { link: string; label: string };

/** Sets a letter as a mail, in both forms. */
export function mailOf({ subject, paragraphs }: Letter): Mail {
  const body = paragraphs.map(htmlOf).join('\n');
  const html = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
<p>Bonjour,</p>
${body}
</body></html>`;
  return { subject, html, text: ['Bonjour,', ...paragraphs.map(textOf)].join('\n\n') };
}

function htmlOf(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return `<p>${escaped(paragraph)}</p>`;
  if ('code' in paragraph) return `<p><strong>${escaped(paragraph.code)}</strong></p>`;
  return `<p><a href="${escaped(paragraph.link)}">${escaped(paragraph.label)}</a></p>`;
}

function textOf(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return paragraph;
  return 'code' in paragraph ? paragraph.code : `${paragraph.label} : ${paragraph.link}`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

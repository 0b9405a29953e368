import { instant } from '../../../domain/calendar/paris-time.ts';
import { printable } from '../../../domain/printable.ts';
import type { TimelineEvent } from '../../dossiers/timeline.ts';
import type { ViewSource } from '../../dossiers/view.ts';
import { contextIn } from '../context.ts';
import { dossierPageView, type DossierPageView } from './view.ts';

type Document = PDFKit.PDFDocument;

const margin = 56;
const [largest, large, plain, small] = [18, 13, 10.5, 9];

/** Writes the summary of a dossier as a tagged PDF of a page or two, in French. */
export async function summaryPdf(source: ViewSource, events: readonly TimelineEvent[]): Promise<Buffer> {
  // Loaded when first asked for: its fonts would slow every start down.
  const { default: PDFDocument } = await import('pdfkit');
  const context = contextIn('fr');
  const view = dossierPageView(context, {
    source,
    events,
    sessions: [],
    proofs: '',
    unread: null,
    formFields: '',
    again: null,
    formOf: () => ({ html: '', isOpen: false }),
    returned: null,
  });
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'fr-FR',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.5',
    info: { Title: `${view.number} – ${view.title}`, CreationDate: new Date(source.now) },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  write(document, view, {
    name: source.record.trainee.name,
    now: context.dates.dateTime(instant(source.now)),
  });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function write(
  document: Document,
  view: DossierPageView,
  { name, now }: { name: string; now: string },
): void {
  const { t } = view;
  paragraph(document, 'H1', largest, view.title);
  paragraph(document, 'P', plain, `${view.number} – ${view.label}`);
  paragraph(document, 'P', plain, `Titulaire : ${name}`);
  paragraph(document, 'P', small, `État au ${now}, heure de Paris.`);
  section(document, t.standsHeading, [view.description, view.deadline?.sentence ?? view.idle ?? '']);
  section(document, t.detailsHeading, [view.dates, ...view.facts.map(named)]);
  if (view.amounts !== null)
    section(document, t.amountsHeading, [...view.amounts.lines.map(named), view.amounts.hint]);
  const refunds = view.refunds.map(
    ({ amount, why, stage }) => `${amount} – ${why}${stage === null ? '' : ` : ${stage}`}`,
  );
  if (refunds.length > 0) section(document, t.refunds.heading, refunds);
  const changes = view.changes.map(({ name, before, value }) => `${name} : ${before}, remplacé par ${value}`);
  if (changes.length > 0) section(document, t.changesHeading, changes);
  const history = view.timeline.map(
    ({ date, who, what, told }) => `${date} – ${what} (${who})${told === null ? '' : ` : ${told}`}`,
  );
  section(document, t.timelineHeading, history.reverse());
}

function section(document: Document, heading: string, lines: readonly string[]): void {
  document.moveDown();
  paragraph(document, 'H2', large, heading);
  for (const line of lines.filter((text) => text !== '')) paragraph(document, 'P', plain, line);
}

function paragraph(document: Document, tag: 'H1' | 'H2' | 'P', size: number, text: string): void {
  document.font(tag === 'P' ? 'Helvetica' : 'Helvetica-Bold').fontSize(size);
  const write = (): void => void document.text(printable(text), { paragraphGap: 3 });
  document.addStructure(document.struct(tag, {}, write));
}

function named({ name, value }: { name: string; value: string }): string {
  return `${name} : ${value}`;
}

import PDFDocument from 'pdfkit';
import type { PersonalData } from '../../db/personal-data/exported.ts';
import { frenchDateTime } from '../../domain/calendar/french-dates.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { printable } from '../../domain/printable.ts';
import { exportSections, type Section } from './export-sections.ts';

type Document = InstanceType<typeof PDFDocument>;

const title = 'Vos données personnelles';
const margin = 56;
const sizes = { H1: 20, H2: 14, H3: 11.5, P: 10 };

/** Sets the export for reading, as a tagged PDF in French: the same facts as the JSON file, subject by subject. */
export async function exportPdf(data: PersonalData): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'fr-FR',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.5',
    info: { Title: title },
  });
  const finished = collected(document);
  write(document, 'H1', title);
  const at = frenchDateTime(instant(Date.parse(data.generatedAt)));
  write(
    document,
    'P',
    `État au ${at}, heure de Paris. Le fichier JSON donne aussi les identifiants techniques.`,
  );
  for (const section of exportSections(data)) writeSection(document, section);
  document.end();
  return await finished;
}

function writeSection(document: Document, { title: name, level, entries }: Section): void {
  document.moveDown(level === 2 ? 1 : 0.5);
  write(document, `H${level}`, name);
  if (entries.length === 0) write(document, 'P', 'Rien.');
  for (const facts of entries) {
    const lines = facts.map(([label, value]) => `${label} : ${value}`);
    write(document, 'P', lines.join('\n'));
    document.moveDown(0.4);
  }
}

function write(document: Document, tag: keyof typeof sizes, text: string): void {
  document.font(tag === 'P' ? 'Helvetica' : 'Helvetica-Bold').fontSize(sizes[tag]);
  const draw = (): void => void document.text(printable(text), { paragraphGap: 3 });
  document.addStructure(document.struct(tag, {}, draw));
}

async function collected(document: Document): Promise<Buffer> {
  const parts: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
}

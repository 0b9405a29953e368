import PDFDocument from 'pdfkit';
import type { ExportedRow, PersonalData } from '../../db/personal-data/collect.ts';

type Document = InstanceType<typeof PDFDocument>;

const title = 'Vos données personnelles';
const margin = 56;

/** What the standard fonts of PDF can write (Windows-1252), beside the letters below 256. */
const otherLetters = /[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Sets the export for reading: the same facts as the JSON file, subject by subject. */
export async function exportPdf(data: PersonalData): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'fr-FR',
    tagged: true,
    displayTitle: true,
    info: { Title: title },
  });
  const finished = collected(document);
  heading(document, title, 20);
  line(document, `Établi le ${data.generatedAt} (temps universel).`);
  section(document, 'Compte', [data.account]);
  section(document, 'FranceConnect+', data.franceConnect);
  const { availableCents, reservedCents, movements } = data.rights;
  section(document, 'Droits à la formation (en centimes)', [{ availableCents, reservedCents }, ...movements]);
  for (const { events, texts, ...dossier } of data.dossiers) {
    section(document, `Dossier n° ${dossier.number}`, [dossier, ...events, ...texts]);
  }
  section(document, 'Accès à votre numéro de sécurité sociale et à vos pièces', data.accesses);
  document.end();
  return await finished;
}

function section(document: Document, name: string, rows: readonly ExportedRow[]): void {
  document.moveDown();
  heading(document, name, 14);
  if (rows.length === 0) line(document, 'Rien.');
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) line(document, `${key} : ${textOf(value)}`);
    document.moveDown(0.5);
  }
}

function heading(document: Document, text: string, size: number): void {
  document.font('Helvetica-Bold').fontSize(size).text(writable(text));
}

function line(document: Document, text: string): void {
  document.font('Helvetica').fontSize(10).text(writable(text));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Other letters have no glyph there; the JSON file has them all. */
function writable(text: string): string {
  const plain = text.replace(/[\u00a0\u202f\u2009]/g, ' ').normalize('NFC');
  return [...plain].map((letter) => (isWritable(letter) ? letter : '?')).join('');
}

function isWritable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code > 0x9f && code < 0x100) || otherLetters.test(letter);
}

async function collected(document: Document): Promise<Buffer> {
  const parts: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
}

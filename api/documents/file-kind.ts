import { fileTypeFromBuffer } from 'file-type';
import { type ProofMediaType, proofMediaTypes } from '../../domain/dossier/proofs.ts';
import { Problem } from '../problems/problem.ts';
import type { OtherKind } from '../problems/refused-files.ts';

/** What must stand somewhere in a whole file of each kind: its end. What follows is let pass, as scanners add to it. */
const endings: Readonly<Record<ProofMediaType, Buffer>> = {
  'application/pdf': Buffer.from('%%EOF', 'latin1'),
  'image/jpeg': Buffer.of(0xff, 0xd9),
  'image/png': Buffer.from('IEND', 'latin1'),
};

/**
 * Some programs write a byte order mark or line breaks before `%PDF-`, and readers skip them. Readers skip any other byte too, but
 * that could be another kind of file.
 */
const pdfStart = /^(\xef\xbb\xbf)?[\s\0]{0,1000}%PDF-\d\.\d/;
const longestPdfStart = 1_024;

const heic = /^image\/hei[cf]/;
const written = /msword|officedocument|opendocument|rtf|x-cfb|pages/;

/**
 * Finds the kind of a file by its content alone: neither its name nor what the sender says of it counts. Throws
 * `document_type_refused` for anything but a PDF, JPEG or PNG, with what it is instead (`found`), `document_incomplete` for one
 * that is empty or was cut off.
 */
export async function fileKindOf(content: Buffer): Promise<ProofMediaType> {
  if (content.length === 0) throw new Problem('document_incomplete');
  const isPdf = pdfStart.test(content.toString('latin1', 0, longestPdfStart));
  const mime = isPdf ? 'application/pdf' : await imageOrOther(content);
  const kind = proofMediaTypes.find((accepted) => accepted === mime);
  if (kind === undefined) throw new Problem('document_type_refused', { details: { found: otherKind(mime) } });
  if (!content.includes(endings[kind])) throw new Problem('document_incomplete');
  return kind;
}

/** A PDF further on in a file makes it none. */
async function imageOrOther(content: Buffer): Promise<string> {
  const mime = (await fileTypeFromBuffer(content))?.mime ?? '';
  return mime === 'application/pdf' ? '' : mime;
}

function otherKind(mime: string): OtherKind {
  if (heic.test(mime)) return 'heic';
  if (mime.startsWith('image/')) return 'image';
  return written.test(mime) ? 'written' : 'other';
}

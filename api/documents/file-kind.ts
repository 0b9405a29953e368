import { fileTypeFromBuffer } from 'file-type';
import { type ProofMediaType, proofMediaTypes } from '../../domain/dossier/proofs.ts';
import { Problem } from '../problems/problem.ts';

/** What must stand somewhere in a whole file of each kind: its end. What follows is let pass, as scanners add to it. */
const endings: Readonly<Record<ProofMediaType, Buffer>> = {
  'application/pdf': Buffer.from('%%EOF', 'latin1'),
  'image/jpeg': Buffer.of(0xff, 0xd9),
  'image/png': Buffer.from('IEND', 'latin1'),
};

/**
 * Finds the kind of a file by its content alone: neither its name nor what the sender says of it counts. Throws
 * `document_type_refused` for anything but a PDF, JPEG or PNG that starts with its first byte, `document_incomplete` for one
 * that is empty or was cut off.
 */
export async function fileKindOf(content: Buffer): Promise<ProofMediaType> {
  if (content.length === 0) throw new Problem('document_incomplete');
  const found = await fileTypeFromBuffer(content);
  const kind = proofMediaTypes.find((accepted) => accepted === found?.mime);
  // Before `%PDF-` readers skip bytes, which could be another kind of file: the type is looked for at the first byte only.
  const startsRight = kind !== 'application/pdf' || /^%PDF-\d\.\d/.test(content.toString('latin1', 0, 8));
  if (kind === undefined || !startsRight) throw new Problem('document_type_refused');
  if (!content.includes(endings[kind])) throw new Problem('document_incomplete');
  return kind;
}

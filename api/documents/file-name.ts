import type { Request } from 'express';
import { invalidPart } from '../problems/problem.ts';
import { textSchema } from '../schemas/text.ts';

/** The header that carries a file's name, percent-encoded (UTF-8): in an address it would stand in logs of others. */
export const fileNameHeader = 'X-File-Name';

const longestName = 150;
const plain = textSchema(longestName);

/** Reads a file's name: its last part alone when it comes with a path; « document » without one. Throws `invalid_request`. */
export function readFileName(req: Pick<Request, 'get'>): string {
  const sent = req.get(fileNameHeader);
  if (sent === undefined || sent.trim() === '') return 'document';
  const result = plain.safeParse(decoded(sent).split(/[/\\]/).at(-1));
  if (result.success) return result.data;
  throw invalidPart(
    fileNameHeader,
    `Un nom de ${longestName} caractères au plus, encodé en UTF-8, est attendu.`,
  );
}

function decoded(sent: string): string {
  try {
    return decodeURIComponent(sent);
  } catch {
    throw invalidPart(fileNameHeader, 'Ce nom n’est pas encodé (encodeURIComponent).');
  }
}

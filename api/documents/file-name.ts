import type { Request } from 'express';
import { invalidPart } from '../problems/problem.ts';
import { lineSchema } from '../schemas/text.ts';

/** The header that carries a file's name, percent-encoded (UTF-8): in an address it would stand in logs of others. */
export const fileNameHeader = 'X-File-Name';

const longestName = 150;
const plain = lineSchema(longestName);
const longestEnding = 10;

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

/** Makes a name that can be kept of any that a browser sends: a person is not to rename files for us. */
export function shortFileName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const clean = [...last.replace(/[\p{Cc}\p{Cs}]/gu, '').trim()];
  const ending = /\.[^.]+$/.exec(clean.slice(-longestEnding).join(''))?.[0] ?? '';
  const short =
    clean.length <= longestName
      ? clean.join('')
      : clean.slice(0, longestName - ending.length).join('') + ending;
  return short === '' ? 'document' : short;
}

function decoded(sent: string): string {
  try {
    return decodeURIComponent(sent);
  } catch {
    throw invalidPart(fileNameHeader, 'Ce nom n’est pas encodé (encodeURIComponent).');
  }
}

import type { Request } from 'express';
import type { ProofMediaType } from '../../domain/dossier/proofs.ts';
import { typedLine } from '../../domain/typed-text.ts';
import { invalidPart } from '../problems/problem.ts';

/** The header that carries a file's name, percent-encoded (UTF-8): in an address it would stand in logs of others. */
export const fileNameHeader = 'X-File-Name';

const longestName = 150;
const nameless = 'document';
const endings: Readonly<Record<ProofMediaType, readonly [string, ...string[]]>> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
};
/** What systems take for the kind of a file: « .bat », « .html », but neither « .2 » nor « .Dupont ». */
const anyEnding = /\.[a-z][a-z0-9]{1,3}$/i;

/** Reads the name that a file was sent under; empty without one. Throws `invalid_request` unless it is percent-encoded. */
export function readFileName(req: Pick<Request, 'get'>): string {
  try {
    return decodeURIComponent(req.get(fileNameHeader) ?? '');
  } catch {
    throw invalidPart(fileNameHeader, 'Ce nom n’est pas encodé (encodeURIComponent).');
  }
}

/**
 * Makes a name that can be kept, shown and saved of any that is sent, and that ends as a file of its kind does: a person is not to
 * rename files for us, and nobody is to open a program that looks like a letter. Without a path, controls, or marks that change the
 * direction of reading.
 */
export function fileNameFor(sent: string, kind: ProofMediaType): string {
  const name = typedLine((typedLine(sent).split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]/gu, ''));
  const isRight = (text: string) => endings[kind].some((ending) => text.toLowerCase().endsWith(ending));
  const bare = isRight(name) ? name : name.replace(anyEnding, '');
  const ending = (isRight(bare) ? anyEnding.exec(bare)?.[0] : undefined) ?? endings[kind][0];
  // Neither hidden for beginning with a dot, nor ending in what Windows leaves out.
  const stem = (isRight(bare) ? bare.slice(0, -ending.length) : bare).replace(/^[\s.]+|[\s.]+$/g, '');
  const short = [...stem]
    .slice(0, longestName - ending.length)
    .join('')
    .trim();
  return (short === '' ? nameless : short) + ending;
}

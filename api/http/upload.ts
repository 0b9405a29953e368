import busboy, { type Busboy } from 'busboy';
import type { Request, RequestHandler, Response } from 'express';
import { Problem } from '../problems/problem.ts';

/** How many files a form may send, and how large each may be, in bytes. */
export interface UploadLimits {
  readonly files: number;
  readonly bytesEach: number;
}

/** A file that came with a form; what it is said to be counts for nothing, so that is not kept. */
export interface SentFile {
  /** As it was sent; empty where it had none. */
  readonly name: string;
  readonly content: Buffer;
}

const multipart = 'multipart/form-data';
const textLimits = { fieldNameSize: 100, fieldSize: 100 * 1024, fields: 50, headerPairs: 20 };
/** Browsers show no answer before all was sent: so much more than allowed is read and thrown away. */
const readAnyway = 4;

/** The fields of a form that sends files, and the files. */
class UploadedForm extends URLSearchParams {
  readonly files: SentFile[] = [];
  /** What is wrong with the files, where something is: the form itself can still be shown again. */
  problem: Problem | null = null;
  hadFiles = false;
}

/**
 * The files that came with a form, in its order; a field left empty sends none. Throws `body_too_large` when one is larger than
 * the route allows, `too_many_files` when there are more.
 */
export function filesOf(form: URLSearchParams): readonly SentFile[] {
  if (!(form instanceof UploadedForm)) return [];
  if (form.problem !== null) throw form.problem;
  return form.files;
}

/** Whether files came with a form, or were to come. */
export function hadFiles(form: URLSearchParams): boolean {
  return form instanceof UploadedForm && form.hadFiles;
}

/** Reads the fields of such a form and throws its files away: of one that nobody is logged in for. */
export function readFieldsOnly(limits: UploadLimits): RequestHandler {
  const refuse: RequestHandler = () => {
    throw new Problem('authentication_required');
  };
  return readUpload(limits, [refuse]);
}

/**
 * Reads a form that sends files, fields into `req.body` as for any form; `filesOf` gives its files. One that was cut off, or is
 * no such form, is refused as `malformed_request`; one that is too large by far as `body_too_large`, before it is read.
 * @param beforeFiles what may refuse the files before the first of them is kept, by the fields before it (a page's own form has
 *   its files last): they are thrown away as they come, and `filesOf` throws the problem
 */
export function readUpload(
  limits: UploadLimits,
  beforeFiles: readonly RequestHandler[] = [],
): RequestHandler {
  return async (req, res, next) => {
    if (req.is(multipart) === false) {
      throw new Problem('unsupported_media_type', { details: { accepted: [multipart] } });
    }
    const form = new UploadedForm();
    req.body = form;
    const parser = parserFor(req, limits);
    let refuse: (reason: Error) => void = () => undefined;
    const refusal = new Promise<never>((_, reject) => (refuse = reject));
    let admitted: Promise<void> | null = null;
    parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
      if (nameTruncated || valueTruncated) form.problem = tooLarge(textLimits.fieldSize);
      form.append(name, value);
    });
    parser.on('file', (_field, content, { filename }: { filename?: string }) => {
      if ((filename ?? '') !== '') form.hadFiles = true;
      // Nothing of a file flows before it may: the parser, and with it the sender, waits.
      admitted ??= pass(beforeFiles, req, res);
      // What happens to the whole form happens here too: it is told there.
      content.on('error', () => undefined);
      admitted.then(
        () => keepFile(form, limits, { content, filename }),
        (error: unknown) => {
          content.resume();
          if (error instanceof Problem) form.problem ??= error;
          else refuse(error as Error);
        },
      );
    });
    parser.on('filesLimit', () => (form.problem = tooManyFiles(limits)));
    await read(req, parser, limits, refusal);
    next();
  };
}

async function pass(steps: readonly RequestHandler[], req: Request, res: Response): Promise<void> {
  for (const step of steps) {
    await new Promise<void>((resolve, reject) => {
      Promise.resolve(step(req, res, () => resolve())).catch(reject);
    });
  }
}

function parserFor({ headers }: Request, { files, bytesEach }: UploadLimits): Busboy {
  try {
    // One more each: only what passes a limit tells that it was passed.
    const most = { ...textLimits, files: files + 1, fileSize: bytesEach + 1 };
    return busboy({ headers, defParamCharset: 'utf8', limits: most });
  } catch (cause) {
    throw new Problem('malformed_request', { cause });
  }
}

interface ArrivingFile {
  content: NodeJS.ReadableStream;
  filename: string | undefined;
}

function keepFile(form: UploadedForm, limits: UploadLimits, { content, filename }: ArrivingFile): void {
  const chunks: Buffer[] = [];
  content.on('data', (chunk: Buffer) => chunks.push(chunk));
  content.on('end', () => {
    const whole = Buffer.concat(chunks);
    const isEmptyField = whole.length === 0 && (filename ?? '') === '';
    if (isEmptyField) return;
    if (whole.length > limits.bytesEach) form.problem = tooLarge(limits.bytesEach);
    else if (form.files.length === limits.files) form.problem = tooManyFiles(limits);
    else form.files.push({ name: filename ?? '', content: whole });
  });
}

/** Sends the request through the parser; leaves its socket alone when that fails, for the answer. */
async function read(
  req: Request,
  parser: Busboy,
  { files, bytesEach }: UploadLimits,
  refusal: Promise<never>,
): Promise<void> {
  const mostBytes = readAnyway * files * bytesEach;
  if (Number(req.get('Content-Length') ?? 0) > mostBytes) throw tooLarge(bytesEach);
  let readBytes = 0;
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: Error) => {
      req.unpipe(parser);
      req.resume();
      reject(reason);
    };
    req.on('data', (chunk: Buffer) => {
      readBytes += chunk.length;
      if (readBytes > mostBytes) fail(tooLarge(bytesEach));
    });
    req.once('close', () => {
      if (!req.complete) fail(new Problem('malformed_request'));
    });
    parser.once('error', (cause) => fail(new Problem('malformed_request', { cause })));
    refusal.catch(fail);
    parser.once('close', resolve);
    req.pipe(parser);
  });
}

function tooLarge(limitBytes: number): Problem {
  return new Problem('body_too_large', { details: { limitBytes } });
}

function tooManyFiles({ files }: UploadLimits): Problem {
  return new Problem('too_many_files', { details: { files } });
}

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeText } from '../write-file.ts';
import type { KeyRecord } from './idempotency.ts';
import type { KeptMail, MailStatus } from './kept-mail.ts';

/** One line of the journal: mails that were taken in with one request, or what became of one. */
export type JournalLine = { mails: KeptMail[]; key: KeyRecord | null } | { id: string; status: MailStatus };

/** A file in which mails last from one start to the next; without one they are forgotten. */
export class Journal {
  private readonly path: string | null;

  constructor(path: string | null) {
    this.path = path;
    if (path !== null) mkdirSync(dirname(path), { recursive: true });
  }

  /** What earlier starts wrote. The line at which one was killed is passed over. */
  read(): JournalLine[] {
    if (this.path === null || !existsSync(this.path)) return [];
    return readFileSync(this.path, 'utf8')
      .split('\n')
      .flatMap((line) => parse(line));
  }

  /** Adds a line; it is in the file when this returns. */
  write(line: JournalLine): void {
    if (this.path !== null) appendFileSync(this.path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }

  /** Begins anew with these lines. */
  rewrite(lines: readonly JournalLine[]): void {
    if (this.path !== null) writeText(this.path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

function parse(line: string): JournalLine[] {
  try {
    return [JSON.parse(line) as JournalLine];
  } catch {
    return [];
  }
}

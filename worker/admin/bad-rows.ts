import { type FileHandle, open } from 'node:fs/promises';
import type { BadRow } from '../../db/catalogue/import-catalogue.ts';

const shown = 20;
const linesPerWrite = 1_000;

/** Keeps the first bad rows of an import to show them, and writes all of them to a report when one was asked for. */
export class BadRows {
  readonly #report: { path: string; file: FileHandle } | null;
  readonly #first: string[] = [];
  #unwritten: string[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  #count = 0;

  private constructor(report: { path: string; file: FileHandle } | null) {
    this.#report = report;
  }

  /** Opens the report before anything is imported, so that a wrong name is known at once. */
  static async collect(reportPath: string | undefined): Promise<BadRows> {
    if (reportPath === undefined) return new BadRows(null);
    return new BadRows({ path: reportPath, file: await open(reportPath, 'w') });
  }

  add(row: BadRow): void {
    this.#count += 1;
    const line = describe(row);
    if (this.#first.length < shown) this.#first.push(line);
    if (this.#report === null) return;
    this.#unwritten.push(`${line}\n`);
    if (this.#unwritten.length >= linesPerWrite) this.#flush();
  }

  /** Completes the report. Throws what kept it from being written. */
  async close(): Promise<void> {
    this.#flush();
    try {
      await this.#writing;
    } finally {
      await this.#report?.file.close();
    }
  }

  /** What to show at the end, line by line; nothing when every row was good. */
  summary(): string[] {
    const others = this.#count - this.#first.length;
    if (others === 0 && this.#report === null) return this.#first;
    if (this.#report !== null)
      return [...this.#first, `Toutes les lignes écartées sont dans ${this.#report.path}`];
    return [...this.#first, `… et ${others} autres, à écrire dans un fichier par « --report ».`];
  }

  #flush(): void {
    const [report, text] = [this.#report, this.#unwritten.join('')];
    this.#unwritten = [];
    if (report === null || text === '') return;
    this.#writing = this.#writing.then(() => report.file.appendFile(text));
    // Its failure is thrown by `close`, and must not count as unhandled until then.
    this.#writing.catch(() => undefined);
  }
}

function describe({ unit, first, last, reason }: BadRow): string {
  if (unit === 'element') return `élément ${first} : ${reason}`;
  return first === last ? `ligne ${first} : ${reason}` : `lignes ${first} à ${last} : ${reason}`;
}

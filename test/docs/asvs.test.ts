import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}docs/security.md`, 'utf8');
const part = text.slice(text.indexOf('## ASVS 5.0'));

/** The last requirement of levels 1 and 2 in each section of ASVS 5.0.0 that has some; they are numbered from 1, without holes. */
const sections: Readonly<Record<string, readonly (readonly [section: number, last: number])[]>> = {
  1: [
    [1, 2],
    [2, 9],
    [3, 11],
    [4, 3],
    [5, 2],
  ],
  2: [
    [1, 3],
    [2, 3],
    [3, 4],
    [4, 1],
  ],
  3: [
    [2, 2],
    [3, 4],
    [4, 6],
    [5, 5],
    [7, 2],
  ],
  4: [
    [1, 3],
    [2, 1],
    [3, 2],
    [4, 4],
  ],
  5: [
    [1, 1],
    [2, 3],
    [3, 2],
    [4, 3],
  ],
  6: [
    [1, 3],
    [2, 12],
    [3, 4],
    [4, 4],
    [5, 5],
    [6, 3],
    [8, 4],
  ],
  7: [
    [1, 3],
    [2, 4],
    [3, 2],
    [4, 5],
    [5, 2],
    [6, 2],
  ],
  8: [
    [1, 2],
    [2, 3],
    [3, 1],
    [4, 1],
  ],
  9: [
    [1, 3],
    [2, 4],
  ],
  10: [
    [1, 2],
    [2, 2],
    [3, 4],
    [4, 11],
    [5, 5],
    [6, 2],
    [7, 3],
  ],
  11: [
    [1, 2],
    [2, 3],
    [3, 3],
    [4, 4],
    [5, 1],
    [6, 1],
  ],
  12: [
    [1, 3],
    [2, 2],
    [3, 4],
  ],
  13: [
    [1, 1],
    [2, 5],
    [3, 2],
    [4, 5],
  ],
  14: [
    [1, 2],
    [2, 4],
    [3, 3],
  ],
  15: [
    [1, 3],
    [2, 3],
    [3, 7],
  ],
  16: [
    [1, 1],
    [2, 5],
    [3, 4],
    [4, 3],
    [5, 3],
  ],
  17: [
    [1, 1],
    [2, 4],
    [3, 2],
  ],
};

const upTo = (prefix: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}.${first + index}`);

const asked = Object.entries(sections).flatMap(([chapter, list]) =>
  list.flatMap(([section, last]) => upTo(`${chapter}.${section}`, 1, last)),
);

const rows = part
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', , metBy = '', shownBy = '']) => ({ number, metBy, shownBy }));

/** `10.4.1–10.4.11` stands for all between. */
const notApplicable = [...part.matchAll(/^Does not apply:[^]*?\n(?=\n|$)/gm)].flatMap(([paragraph]) =>
  [...paragraph.matchAll(/(\d+\.\d+)\.(\d+)(?:–\d+\.\d+\.(\d+))?/g)].flatMap(([, prefix = '', first, last]) =>
    upTo(prefix, Number(first), Number(last ?? first)),
  ),
);

describe('the table of the requirements of ASVS', () => {
  test('has each of levels 1 and 2 once, as met, open or not applicable', () => {
    expect([...rows.map(({ number }) => number), ...notApplicable].sort()).toEqual(asked.sort());
    expect(asked).toHaveLength(253);
  });

  test('says of each how it is met', () => {
    expect(rows.filter(({ metBy }) => metBy === '').map(({ number }) => number)).toEqual([]);
  });

  test('names tests that exist', () => {
    const named = rows.flatMap(({ number, shownBy }) =>
      [...shownBy.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({
        number,
        file,
        title,
      })),
    );
    const missing = named.filter(({ file, title }) => {
      const path = `${root}test/${file}`;
      if (!existsSync(path)) return true;
      const source = readFileSync(path, 'utf8');
      return !["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
    });
    expect(named.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  test('names no test in a way that is not checked', () => {
    const pattern = /^(`[^`]+\.test\.ts` “[^”]+”(, |$))*$/;
    expect(rows.filter(({ shownBy }) => !pattern.test(shownBy)).map(({ number }) => number)).toEqual([]);
  });
});

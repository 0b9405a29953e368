/**
 * Makes the spoken letters of the security check, `api/captchas/spoken-<language>.wav`, when the alphabet or the words change:
 * `node dev/bootstrap.mjs dev/spoken-code.ts`, with the programs `espeak-ng` and `sox` installed. Each letter is a clip of the
 * same length, in the order of the alphabet.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clipSeconds, codeAlphabet, spokenFile, spokenRate } from '../api/captchas/speak-code.ts';
import { type Language, languages } from '../domain/language.ts';

/** How each letter is said: by a word that no other letter is mistaken for. */
const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    ...{ A: 'Anatole', C: 'Célestin', E: 'Eugène', F: 'François', H: 'Henri', J: 'Joseph', K: 'Kléber' },
    ...{ M: 'Marcel', P: 'Pierre', R: 'Raoul', T: 'Thérèse', W: 'William', X: 'Xavier', Y: 'Yvonne' },
    ...{ 3: 'trois', 4: 'quatre', 7: 'sept', 9: 'neuf' },
  },
  en: {
    ...{ A: 'Alpha', C: 'Charlie', E: 'Echo', F: 'Foxtrot', H: 'Hotel', J: 'Juliet', K: 'Kilo' },
    ...{ M: 'Mike', P: 'Papa', R: 'Romeo', T: 'Tango', W: 'Whiskey', X: 'X-ray', Y: 'Yankee' },
    ...{ 3: 'three', 4: 'four', 7: 'seven', 9: 'nine' },
  },
};
const letterThen = {
  fr: (letter: string, word: string) => `${letter}, comme ${word}`,
  en: (letter: string, word: string) => `${letter}, as in ${word}`,
};
const voices = { fr: 'fr-fr', en: 'en-gb' } as const;

const folder = mkdtempSync(join(tmpdir(), 'spoken-code-'));
try {
  for (const language of languages) {
    const clips = [...codeAlphabet].map((letter, index) => {
      const word = words[language][letter];
      if (word === undefined) throw new Error(`${letter} has no word in ${language}`);
      const said = /\d/.test(letter) ? word : letterThen[language](letter, word);
      const [raw, clip] = [join(folder, `${index}-raw.wav`), join(folder, `${index}.wav`)];
      execFileSync('espeak-ng', ['-v', voices[language], '-s', '150', '-w', raw, said]);
      const form = ['-r', String(spokenRate), '-c', '1', '-b', '8', '-e', 'unsigned-integer'];
      // Silence at the ends goes, and comes back so that all are of one length.
      const trim = ['silence', '1', '0.02', '1%', 'reverse', 'silence', '1', '0.02', '1%', 'reverse'];
      execFileSync('sox', [
        '-V1',
        raw,
        ...form,
        clip,
        ...trim,
        'gain',
        '-n',
        '-3',
        'pad',
        '0',
        String(clipSeconds),
        'trim',
        '0',
        String(clipSeconds),
      ]);
      return clip;
    });
    execFileSync('sox', [...clips, spokenFile(language)]);
  }
} finally {
  rmSync(folder, { recursive: true });
}

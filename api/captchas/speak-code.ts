import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../domain/language.ts';

/** What a code is made of: letters and digits that neither look nor sound like another one. */
export const codeAlphabet = 'ACEFHJKMPRTWXY3479';

/** Samples of a second; each is an unsigned byte, 128 being silence. */
export const spokenRate = 8_000;

/** The length of each spoken letter. */
export const clipSeconds = 1.5;

const clipBytes = clipSeconds * spokenRate;
const headerBytes = 44;
const silence = 128;
/** So much louder or softer than the voice's each sample may be: no two codes have a clip in common. */
const noise = 4;

/** Where the spoken letters of a language stand; `dev/spoken-code.ts` makes them. */
export function spokenFile(language: Language): string {
  return fileURLToPath(new URL(`./spoken-${language}.wav`, import.meta.url));
}

const letters = new Map<Language, Buffer>();

/**
 * Speaks a code, letter by letter, as a WAV file: the way of whoever cannot read it, in a browser without scripts too.
 * @param seed chooses the pace and the noise: the same sound again, since players ask for a file part by part
 */
export function speakCode(text: string, language: Language, seed: number): Buffer {
  const known = letters.get(language) ?? readFileSync(spokenFile(language)).subarray(headerBytes);
  letters.set(language, known);
  const random = randomFrom(seed);
  const parts = [...text].flatMap((letter) => {
    const start = codeAlphabet.indexOf(letter) * clipBytes;
    const clip = atSpeed(known.subarray(start, start + clipBytes), 0.9 + random() * 0.15);
    return [clip, Buffer.alloc(Math.floor(spokenRate * (0.2 + random() * 0.3)), silence)];
  });
  const samples = Buffer.concat(parts).map((sample) =>
    Math.min(255, Math.max(0, sample + Math.round((random() * 2 - 1) * noise))),
  );
  return Buffer.concat([wavHeader(samples.length), samples]);
}

function atSpeed(clip: Buffer, speed: number): Buffer {
  const samples = Buffer.alloc(Math.floor(clip.length / speed));
  return samples.fill(silence).map((_, index) => clip[Math.floor(index * speed)] ?? silence) as Buffer;
}

/** Numbers from 0 to 1, the same for the same seed (Numerical Recipes' linear congruence). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0);
  header.writeUInt32LE(headerBytes - 8 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  // PCM, one channel of bytes.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(spokenRate, 24);
  header.writeUInt32LE(spokenRate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

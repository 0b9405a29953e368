import { placeAt, type TypedPlace } from './towns.ts';

/** What was typed, sorted into what a training must contain and where it must be; texts for `websearch_to_tsquery`. */
export interface SearchWords {
  /** As typed, for the order of what is found. */
  typed: string;
  /** What must be contained; empty when only places were typed. */
  required: string;
  places: readonly TypedPlace[];
}

/** Words that say that one looks for a training, not which: a title that lacks them is meant all the same. */
const noise = new Set(
  (
    'formation formations stage stages cours session sessions apprendre certifiant certifiante certifiantes ' +
    'diplomant diplomante cpf compte eligible eligibles cherche rechercher recherche trouver voudrais veux faire suivre ' +
    'pres proche vers chez autour cote region departement ville meme etre a the in for of near to and with ' +
    'training trainings course courses class classes learn learning'
  ).split(' '),
);
const postcode = /^(97[1-6]|20[0-6]|\d\d)\d{2,3}$/;
const district = /^\d{1,2}(?:er|e|eme|ème)?$/i;

/** Reads what a person typed. A text in quotation marks is looked for as it is. */
export function readSearchWords(typed: string): SearchWords {
  if (typed.includes('"')) return { typed, required: typed, places: [] };
  const words = [...typed.matchAll(/[^\s'’-]+/gu)].map((match) => ({ text: match[0], at: match.index }));
  const places: TypedPlace[] = [];
  let kept = '';
  let meant = '';
  let from = 0;
  for (let i = 0; i < words.length;) {
    const place = placeAt(words.slice(i).map(({ text }) => text)) ?? postcodeAt(words, i);
    const count = place === null ? 1 : place.words + districtsAfter(words, i + place.words);
    const end = words[i + count]?.at ?? typed.length;
    const part = typed.slice(from, end);
    if (place !== null) places.push({ name: place.name, departments: place.departments });
    else meant += part;
    if (place === null && !noise.has(folded(part))) kept += part;
    from = end;
    i += count;
  }
  const required = kept.trim() === '' && places.length === 0 ? meant : kept;
  return { typed, required: withoutOperators(required.trim()), places };
}

type Words = readonly { text: string; at: number }[];

/** Beside other words, five digits are a postcode; alone they may be a certification's code. */
function postcodeAt(words: Words, i: number): (TypedPlace & { words: number }) | null {
  const text = words[i]?.text ?? '';
  const [, start] = words.length > 1 && /^\d{5}$/.test(text) ? (postcode.exec(text) ?? []) : [];
  if (start === undefined || /^(rncp|rs|n°?|no)$/i.test(words[i - 1]?.text ?? '')) return null;
  return { name: text, departments: [departmentOfPostcode(start)], words: 1 };
}

/** Corsica's postcodes keep the number that its departments gave up. */
function departmentOfPostcode(start: string): string {
  if (!start.startsWith('20')) return start;
  return start === '200' || start === '201' ? '2A' : '2B';
}

/** « Lyon 3e », « Paris 15 ». */
function districtsAfter(words: Words, i: number): number {
  return district.test(words[i]?.text ?? '') ? 1 : 0;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\s.,;:!?'’-]/gu, '')
    .toLowerCase();
}

/** « or » is a metal here, and a dash between words excludes nothing. */
function withoutOperators(text: string): string {
  return text.replace(/(^|\s)or(?=\s|$)/gi, '$1"or"').replace(/[–—-]+(?=\s|$)/g, ' ');
}

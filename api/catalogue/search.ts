import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { cursorOf, type Page, readCursor } from '../http/cursor.ts';
import type { Search } from './search-request.ts';
import { readSearchWords, type SearchWords } from './search-words.ts';
import { byTypos, byWords, withoutWords } from './search-queries.ts';
import { trainingItem, type TrainingItem } from './training-row.ts';

/** Fewer results than this, and the words are looked for with spelling mistakes too. */
const tooLittle = 5;
/** Shorter words look like everything, and a code or a sign like nothing. */
const mayBeMistyped = /\p{L}{3}/u;
/** Nobody reads on; and a deep offset would cost what a full scan costs. */
const deepestOffset = 1_000;

const offset = z.int().min(0).max(deepestOffset);
const position = z.union([
  z.tuple([z.enum(['words', 'typos']), offset]),
  z.tuple([z.enum(['offered', 'rest']), z.uuid().nullable()]),
]);
type Position = z.output<typeof position>;

/**
 * Searches the catalogue: by words, without regard to accents and endings, in titles, codes, certifications, subjects, the
 * organisation's name and the place; titles first. When that finds too little, also by titles that look alike. Without words,
 * trainings that have sessions come first.
 */
export async function searchTrainings(em: EntityManager, search: Search): Promise<Page<TrainingItem>> {
  const words = search.q?.trim() ?? '';
  const start = readCursor(search.page, position);
  return words === ''
    ? await browse(em, search, start)
    : await find(em, { ...search, words: readSearchWords(words) }, start);
}

async function find(
  em: EntityManager,
  search: Search & { words: SearchWords },
  start: Position | null,
): Promise<Page<TrainingItem>> {
  const [mode, from] = start?.[0] === 'words' || start?.[0] === 'typos' ? start : (['words', 0] as const);
  if (mode === 'words') {
    const rows = await byWords(em, search, from);
    if (from > 0 || rows.length >= tooLittle || !mayBeMistyped.test(search.words.required))
      return offsetPage(rows, search.limit, mode, from);
  }
  const rows = await byTypos(em, search, from);
  return offsetPage(rows, search.limit, 'typos', from);
}

function offsetPage(
  rows: Parameters<typeof trainingItem>[0][],
  limit: number,
  mode: 'words' | 'typos',
  from: number,
): Page<TrainingItem> {
  const next = from + limit;
  const hasMore = rows.length > limit && next <= deepestOffset;
  return {
    items: rows.slice(0, limit).map(trainingItem),
    nextPage: hasMore ? cursorOf([mode, next]) : null,
  };
}

/** Two lists, one after the other; each in the order of its ids, which an index gives at any depth. */
async function browse(
  em: EntityManager,
  search: Search,
  start: Position | null,
): Promise<Page<TrainingItem>> {
  const [list, after] =
    start?.[0] === 'offered' || start?.[0] === 'rest' ? start : (['offered', null] as const);
  const wanted = search.limit + 1;
  const rows = (await withoutWords(em, search, { list, after, wanted })).map((row) => ({ row, list }));
  if (list === 'offered' && rows.length < wanted) {
    const rest = await withoutWords(em, search, { list: 'rest', after: null, wanted: wanted - rows.length });
    rows.push(...rest.map((row) => ({ row, list: 'rest' as const })));
  }
  const items = rows.slice(0, search.limit);
  const last = items.at(-1);
  const hasMore = rows.length > search.limit && last !== undefined;
  return {
    items: items.map(({ row }) => trainingItem(row)),
    nextPage: hasMore ? cursorOf([last.list, last.row.id]) : null,
  };
}

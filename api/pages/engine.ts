import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { escapeHtml } from '../../domain/html.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

const eta = new Eta({
  views: folder,
  // Only what is on disk at start is ever compiled.
  cache: true,
  autoTrim: ['nl', 'nl'],
  escapeFunction: escaped,
});

/** Writes the HTML of one template for its view model. */
export type Render<V extends object> = (view: V) => string;

/**
 * Compiles a template of this folder at start, behind the type of what it shows. Everything it prints is escaped, unless the
 * template says `<%~`; printing a value that is missing throws, so that no page ever says “undefined”.
 * @param name the file under `api/pages/`, without `.eta`
 */
export function template<V extends object>(name: string): Render<V> {
  const filepath = `${folder}${name}.eta`;
  const compiled = eta.compile(readFileSync(filepath, 'utf8'), { filepath });
  return (view) => compiled.call(eta, view, { filepath });
}

function escaped(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  throw new TypeError(`a template prints a value of type ${value === null ? 'null' : typeof value}`);
}

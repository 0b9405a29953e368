import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** A file of the pages, under an address that changes with its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  /** The bytes in an encoding that the browser takes; made once for each. */
  encoded(encoding: Encoding): Buffer;
}

/** How a file may travel. */
export type Encoding = 'br' | 'gzip' | 'identity';

const require = createRequire(import.meta.url);
const own = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`assets/${name}`, import.meta.url)));
const pico = readFileSync(require.resolve('@picocss/pico/css/pico.blue.min.css'));

/** Every file that a page loads: one style sheet, one script, one icon; one more script for whoever is logged in, one for accounts. */
export const assets = {
  style: asset(
    'style',
    'css',
    'text/css; charset=utf-8',
    Buffer.concat([pico, Buffer.from('\n'), own('app.css')]),
  ),
  script: asset('live', 'js', 'text/javascript; charset=utf-8', own('live.js')),
  session: asset('session', 'js', 'text/javascript; charset=utf-8', own('session.js')),
  account: asset('account', 'js', 'text/javascript; charset=utf-8', own('account.js')),
  icon: asset('icon', 'svg', 'image/svg+xml', own('icon.svg')),
} as const;

/** Finds a file by its address; undefined when no page of this version loads it. */
export function assetAt(path: string): Asset | undefined {
  return Object.values(assets).find((known) => known.path === path);
}

function asset(name: string, extension: string, type: string, content: Buffer): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const known = new Map<Encoding, Buffer>([['identity', content]]);
  const encoded = (encoding: Encoding): Buffer => {
    const found =
      known.get(encoding) ?? (encoding === 'br' ? brotliCompressSync(content) : gzipSync(content));
    known.set(encoding, found);
    return found;
  };
  return { path: `/assets/${name}-${hash}.${extension}`, type, encoded };
}

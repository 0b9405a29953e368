/** The encodings in which catalogues come. */
export type CatalogueEncoding = 'utf-8' | 'windows-1252';

const replacement = '\ufffd';

/**
 * Tells in which encoding a text is, from its first bytes. In UTF-8 each accented letter takes two bytes or more, so that
 * decoding shortens the text; bytes that are not UTF-8 each become a replacement character. A few damaged characters in a
 * UTF-8 file do not change the answer.
 */
export function detectEncoding(sample: Uint8Array): CatalogueEncoding {
  const text = new TextDecoder('utf-8').decode(sample, { stream: true });
  const shortenedBy = sample.length - text.length;
  const unreadable = text.split(replacement).length - 1;
  return unreadable > shortenedBy ? 'windows-1252' : 'utf-8';
}

/** Decodes bytes as they come, characters cut between two chunks and a byte order mark included. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: CatalogueEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

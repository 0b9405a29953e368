import type { PageContext } from '../context.ts';

const kilobyte = 1024;
const kinds: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};

/** Says the kind and the size of a file: « PDF, 120 ko ». */
export function fileFacts(
  { texts, number }: PageContext,
  { mediaType, sizeBytes }: { mediaType: string; sizeBytes: number },
): string {
  const { files: t } = texts;
  const kilobytes = Math.max(1, Math.round(sizeBytes / kilobyte));
  const size =
    kilobytes < kilobyte
      ? t.kilobytes(number(kilobytes))
      : t.megabytes(number(Math.round((kilobytes / kilobyte) * 10) / 10));
  return `${kinds[mediaType] ?? mediaType}, ${size}`;
}

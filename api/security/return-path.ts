/** The first parts of paths that a person may be sent to after a login. */
const sections = new Set(['dossiers', 'mes-droits', 'compte', 'formations', 'comprendre', 'organisme']);
const longestPath = 300;

/** Where a login leads when it was not begun from another page. */
export const defaultReturnPath = '/dossiers';

/**
 * Keeps a login from leading anywhere but to our own pages: the path when it is one of them, else the default one. What a
 * browser would read as another host (`//`, `/\`, control characters) is none.
 */
export function safeReturnPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > longestPath) return defaultReturnPath;
  if (!/^\/[\w-][\w\-/.?=&%,]*$/.test(asked)) return defaultReturnPath;
  const base = 'https://site.invalid';
  const url = new URL(asked, base);
  const [, section = ''] = url.pathname.split('/');
  return url.origin === base && sections.has(section) ? url.pathname + url.search : defaultReturnPath;
}

/** The first parts of the addresses to which a person may be sent back. */
const known =
  /^\/(?:$|(?:formations|mes-droits|dossiers|comprendre|connexion|inscription|mot-de-passe|compte|organisme)(?:$|\/))/;

/**
 * Reads an address of this site to go back to, from a form or a link; null for anything else, so that no link to our own
 * login page can lead a person away from the site.
 */
export function localPath(text: unknown): string | null {
  // A browser takes a second slash, or a backslash, for the start of another host; control characters it leaves out.
  if (typeof text !== 'string' || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null;
  const { origin, pathname, search } = new URL(text, 'http://local');
  return origin === 'http://local' && known.test(pathname) ? pathname + search : null;
}

/** Where a login leads when it was not begun from another page. */
export const defaultReturnPath = '/dossiers';

const longestPath = 300;

/** Where a login leads: to the page of ours that it was begun on, which must fit into a cookie, else to the default one. */
export function safeReturnPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > longestPath) return defaultReturnPath;
  return localPath(asked) ?? defaultReturnPath;
}

// The first that fits: browsers claim to be those after them.
const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** « Firefox, Windows » from what a browser says of itself; as it stands when nothing is recognised, null when nothing is said. */
export function deviceIn(userAgent: string): string | null {
  const found = [browsers, systems].flatMap(
    (known) => known.find(([mark]) => userAgent.includes(mark))?.[1] ?? [],
  );
  if (found.length > 0) return found.join(', ');
  return userAgent.trim() === '' ? null : userAgent;
}

/**
 * Writes « de » before a name, elided where French does: « d’École Alpha », « de Lycée Beta ». It looks past quotes and accents.
 * Digits never elide (« de 8 », « de 11 »), and neither does h: whether it is mute cannot be seen, except in the words below.
 */
export function de(name: string): string {
  return beginsWithVowel(name) ? `d’${name}` : `de ${name}`;
}

/** What may stand before the first word of a name. */
const opening = /^[\s«“”"'‘’„‹([{]+/u;
/** Words that begin names of organisations and places, whose h is mute. */
const muteH =
  /^(?:habitat|harmonie|hebdo|hebergement|herault|herbe|heritage|heure|histoire|homme|honneur|hopita|horizon|horticult|hotel|huile|human|humain|hydraul|hygiene|hypno)/u;
/** Words that begin with a vowel before which French does not elide. */
const notElided = /^(?:onze|onzieme|oui|ouistiti|uhlan|ululement)(?![a-z])/u;

function beginsWithVowel(name: string): boolean {
  const start = name
    .replace(opening, '')
    .toLowerCase()
    .replace(/^œ/u, 'oe')
    .replace(/^æ/u, 'ae')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
  if (notElided.test(start)) return false;
  // Before a vowel, y is a consonant (« de York »), but for a few places.
  return /^(?:[aeiou]|y(?![aeiou])|yonne|yerres|yeu(?![a-z]))/u.test(start) || muteH.test(start);
}

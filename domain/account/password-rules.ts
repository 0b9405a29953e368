/** The rules of a password by name, in the order in which they are shown. */
export const passwordRules = {
  too_short: 'Le mot de passe compte au moins 12 caractères.',
  too_long: 'Le mot de passe compte au plus 128 caractères.',
  no_digit: 'Le mot de passe contient au moins un chiffre.',
  no_lower_case: 'Le mot de passe contient au moins une lettre minuscule.',
  no_upper_case: 'Le mot de passe contient au moins une lettre majuscule.',
  no_special: 'Le mot de passe contient au moins un caractère spécial.',
  too_common: 'Ce mot de passe est l’un des plus utilisés : choisissez-en un autre.',
  contains_nir: 'Le mot de passe ne contient pas votre numéro de sécurité sociale.',
  contains_name: 'Le mot de passe ne contient pas votre nom.',
  contains_email: 'Le mot de passe ne contient pas votre adresse email.',
} as const;

/** A rule that a password breaks. */
export type PasswordRule = keyof typeof passwordRules;

/** What a password must not contain; empty while it is not known yet. As typed: it may not be right yet. */
export interface PasswordOwner {
  nir: string;
  name: string;
  email: string;
}

const shortest = 12;
const longest = 128;
/** Shorter parts of a name or an address say nothing; those below the second length count as a word of their own alone. */
const shortestWhole = 3;
const shortestPart = 4;
const shortestWithin = 6;
/** What stands before the @ of mailboxes that are nobody's in particular, in French and English (RFC 2142 among them). */
const commonInAddresses = new Set(
  (
    'accueil achats admin administration adresse agence agent agents assistance association atelier bonjour boite boutique bureau cabinet ' +
    'centre client clients commercial compta comptabilite compte contact courriel courrier direction dossier dossiers ecole email emploi ' +
    'entreprise equipe etude facturation famille formation formations gestion hello info information informations infos inscription ' +
    'inscriptions jobs magasin mail mailbox mairie marketing message messages noreply office paie perso personnel planning pole postmaster ' +
    'presse prive recrutement reponse responsable sales secretaire secretariat securite service services site societe stage stages support ' +
    'team technique test travail vente ventes webmaster work'
  ).split(' '),
);
const nirWithoutKey = 13;

/**
 * Names every rule that a password breaks, all at once; none means that it is good. Any Unicode is allowed. Characters are code
 * points after NFKC, the form in which passwords are compared, so that one typed on another keyboard counts the same (NIST SP
 * 800-63B, 3.1.1.2).
 */
export function brokenPasswordRules(
  password: string,
  owner: PasswordOwner,
  isCommon: (password: string) => boolean,
): PasswordRule[] {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  const bare = folded(text);
  const broken: Record<PasswordRule, boolean> = {
    too_short: length < shortest,
    too_long: length > longest,
    no_digit: !/\p{Nd}/u.test(text),
    no_lower_case: !/\p{Ll}/u.test(text),
    no_upper_case: !/\p{Lu}/u.test(text),
    no_special: !/[^\p{L}\p{M}\p{N}]/u.test(text),
    too_common: isCommon(text),
    contains_nir: holdsNir(bare, folded(owner.nir)),
    contains_name: partsOf(owner.name).some((part) => holds(text, part)),
    contains_email: partsOfAddress(owner.email).some((part) => holds(text, part)),
  };
  return (Object.keys(passwordRules) as PasswordRule[]).filter((rule) => broken[rule]);
}

function holdsNir(bare: string, nir: string): boolean {
  return nir.length >= nirWithoutKey && bare.includes(nir.slice(0, nirWithoutKey));
}

/** A long part anywhere; a short one as a word, as « marc » stands in « démarche ». */
function holds(text: string, part: string): boolean {
  if (part.length >= shortestWithin) return folded(text).includes(part);
  return text.split(/[^\p{L}\p{M}]+|(?<=\p{Ll})(?=\p{Lu})/u).some((word) => folded(word) === part);
}

/** The address whole, and the parts of what stands before its @ that say whose it is: « agent » in agent.martin@… says nothing. */
function partsOfAddress(email: string): string[] {
  const [local = ''] = email.split('@');
  const whole = folded(email);
  const telling = partsOf(local).filter((part) => !commonInAddresses.has(part));
  return whole.length > folded(local).length ? [whole, ...telling] : telling;
}

/** The whole, and its parts: « Martin-Dupré » is also looked for as « dupre ». */
function partsOf(text: string): string[] {
  const whole = folded(text);
  const parts = text.split(/[^\p{L}\p{M}\p{N}]+/u).map(folded);
  return [
    ...(whole.length >= shortestWhole ? [whole] : []),
    ...parts.filter((part) => part.length >= shortestPart),
  ];
}

/** Letters and digits alone, without case or accents. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

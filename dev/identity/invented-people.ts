import { createHash } from 'node:crypto';

/** A person who does not exist, with the pivot identity that FranceConnect+ would vouch for. */
export interface InventedPerson {
  /** What tells them apart on the page. */
  readonly id: string;
  /** For whom to choose whom. */
  readonly note: string;
  /** First names, separated by spaces. */
  readonly given_name: string;
  /** Birth name, in capitals as identity providers give it. */
  readonly family_name: string;
  /** `YYYY-MM-DD`. */
  readonly birthdate: string;
  readonly gender: 'female' | 'male';
  /** INSEE's code of the town of birth; empty for people born abroad. */
  readonly birthplace: string;
  /** INSEE's code of the country of birth. */
  readonly birthcountry: string;
  readonly email: string;
}

const abroad = { birthplace: '', birthcountry: '99990' } as const;
const inParis = { birthplace: '75112', birthcountry: '99100' } as const;

/** The identities to choose from. The first three are those of the demo's trainees (`dev/seed-people.ts`). */
export const inventedPeople: readonly InventedPerson[] = [
  {
    id: 'camille-moreau',
    note: 'titulaire de la démonstration',
    given_name: 'Camille Jeanne',
    family_name: 'MOREAU',
    birthdate: '1985-05-14',
    gender: 'female',
    email: 'camille.moreau@identite.test',
    ...abroad,
  },
  {
    id: 'yanis-benali',
    note: 'titulaire de la démonstration',
    given_name: 'Yanis',
    family_name: 'BENALI',
    birthdate: '1979-06-02',
    gender: 'male',
    email: 'yanis.benali@identite.test',
    ...abroad,
  },
  {
    id: 'louise-kermadec',
    note: 'titulaire de la démonstration',
    given_name: 'Louise Anne',
    family_name: 'KERMADEC',
    birthdate: '1992-11-30',
    gender: 'female',
    email: 'louise.kermadec@identite.test',
    ...abroad,
  },
  {
    id: 'ines-delatour',
    note: 'n’a pas encore de compte',
    given_name: 'Inès Léa',
    family_name: 'D’ÉTIENNE-DELATOUR',
    birthdate: '1990-03-08',
    gender: 'female',
    email: 'ines.delatour@identite.test',
    ...inParis,
  },
  {
    id: 'camille-homonyme',
    note: 'même nom que Camille Moreau, autre date de naissance',
    given_name: 'Camille',
    family_name: 'MOREAU',
    birthdate: '1971-12-24',
    gender: 'female',
    email: 'camille.homonyme@identite.test',
    ...inParis,
  },
];

/** Finds an identity by its id, or by the subject that clients know it under. */
export function findPerson(idOrSubject: string): InventedPerson | undefined {
  return inventedPeople.find((person) => person.id === idOrSubject || subjectOf(person) === idOrSubject);
}

/** The `sub` of a person: the same at each start, and in the form of FranceConnect's (64 hexadecimal digits and `v1`). */
export function subjectOf({ id }: InventedPerson): string {
  return `${createHash('sha256').update(`identité inventée : ${id}`).digest('hex')}v1`;
}

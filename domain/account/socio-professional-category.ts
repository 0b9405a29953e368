/** The eight level-1 groups of INSEE's nomenclature (PCS), with what the page shows. */
export const socioProfessionalCategories = {
  1: 'Agriculteurs exploitants',
  2: 'Artisans, commerçants et chefs d’entreprise',
  3: 'Cadres et professions intellectuelles supérieures',
  4: 'Professions intermédiaires',
  5: 'Employés',
  6: 'Ouvriers',
  7: 'Retraités',
  8: 'Autres personnes sans activité professionnelle',
} as const;

/** A group of INSEE's nomenclature. */
export type SocioProfessionalCategory = keyof typeof socioProfessionalCategories;

/** Tells whether a number is one of the eight groups. */
export function isSocioProfessionalCategory(value: number): value is SocioProfessionalCategory {
  return Object.hasOwn(socioProfessionalCategories, value);
}

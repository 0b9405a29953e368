const metropolitan =
  'Ain,Aisne,Allier,Alpes-de-Haute-Provence,Hautes-Alpes,Alpes-Maritimes,Ardèche,Ardennes,Ariège,Aube,Aude,Aveyron,' +
  'Bouches-du-Rhône,Calvados,Cantal,Charente,Charente-Maritime,Cher,Corrèze,Corse,Côte-d’Or,Côtes-d’Armor,Creuse,Dordogne,' +
  'Doubs,Drôme,Eure,Eure-et-Loir,Finistère,Gard,Haute-Garonne,Gers,Gironde,Hérault,Ille-et-Vilaine,Indre,Indre-et-Loire,' +
  'Isère,Jura,Landes,Loir-et-Cher,Loire,Haute-Loire,Loire-Atlantique,Loiret,Lot,Lot-et-Garonne,Lozère,Maine-et-Loire,' +
  'Manche,Marne,Haute-Marne,Mayenne,Meurthe-et-Moselle,Meuse,Morbihan,Moselle,Nièvre,Nord,Oise,Orne,Pas-de-Calais,' +
  'Puy-de-Dôme,Pyrénées-Atlantiques,Hautes-Pyrénées,Pyrénées-Orientales,Bas-Rhin,Haut-Rhin,Rhône,Haute-Saône,' +
  'Saône-et-Loire,Sarthe,Savoie,Haute-Savoie,Paris,Seine-Maritime,Seine-et-Marne,Yvelines,Deux-Sèvres,Somme,Tarn,' +
  'Tarn-et-Garonne,Var,Vaucluse,Vendée,Vienne,Haute-Vienne,Vosges,Yonne,Territoire de Belfort,Essonne,Hauts-de-Seine,' +
  'Seine-Saint-Denis,Val-de-Marne,Val-d’Oise';

const numbered = metropolitan
  .split(',')
  .map((name, place) => ({ code: String(place + 1).padStart(2, '0'), name }))
  // Corsica's number was given up for two of its own.
  .flatMap((department) =>
    department.name === 'Corse'
      ? [
          { code: '2A', name: 'Corse-du-Sud' },
          { code: '2B', name: 'Haute-Corse' },
        ]
      : [department],
  );

/** The departments by code, as the official geographic code lists them. */
export const departments: readonly { code: string; name: string }[] = [
  ...numbered,
  { code: '971', name: 'Guadeloupe' },
  { code: '972', name: 'Martinique' },
  { code: '973', name: 'Guyane' },
  { code: '974', name: 'La Réunion' },
  { code: '976', name: 'Mayotte' },
];

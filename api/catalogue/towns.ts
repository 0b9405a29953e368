import { departments } from './departments.ts';

/**
 * The towns of 15,000 inhabitants or more and every department’s capital, largest first, from the official geographic code:
 * real catalogues name a training’s department only, and people type the town.
 */
const byDepartment = `
01:Bourg-en-Bresse,Oyonnax,Valserhône,Ambérieu-en-Bugey
02:Saint-Quentin,Soissons,Laon,Château-Thierry
03:Montluçon,Vichy,Moulins
04:Manosque,Digne-les-Bains
05:Gap
06:Nice,Antibes,Cannes,Cagnes-sur-Mer,Grasse,Le Cannet,Saint-Laurent-du-Var,Menton,Vallauris,Mandelieu-la-Napoule,Vence,Mougins,Villeneuve-Loubet
07:Annonay,Privas
08:Charleville-Mézières,Sedan
09:Pamiers,Foix
10:Troyes
11:Narbonne,Carcassonne
12:Rodez,Millau
13:Marseille,Aix-en-Provence,Arles,Martigues,Aubagne,Istres,Salon-de-Provence,La Ciotat,Vitrolles,Marignane,Miramas,Les Pennes-Mirabeau,Gardanne,Allauch,Châteauneuf-les-Martigues,Châteaurenard,Fos-sur-Mer,Port-de-Bouc,Tarascon,Bouc-Bel-Air
14:Caen,Hérouville-Saint-Clair,Lisieux,Vire Normandie
15:Aurillac
16:Angoulême,Cognac
17:La Rochelle,Saintes,Rochefort,Royan
18:Bourges,Vierzon
19:Brive-la-Gaillarde,Tulle
21:Dijon,Beaune
22:Saint-Brieuc,Lannion,Lamballe-Armor
23:Guéret
24:Périgueux,Bergerac
25:Besançon,Montbéliard,Pontarlier
26:Valence,Montélimar,Romans-sur-Isère,Bourg-lès-Valence
27:Évreux,Vernon,Louviers
28:Chartres,Dreux,Lucé
29:Brest,Quimper,Concarneau,Landerneau,Guipavas,Morlaix
2A:Ajaccio
2B:Bastia
30:Nîmes,Alès,Bagnols-sur-Cèze,Beaucaire
31:Toulouse,Colomiers,Tournefeuille,Blagnac,Muret,Plaisance-du-Touch,Cugnaux,Balma,Castanet-Tolosan,Ramonville-Saint-Agne
32:Auch
33:Bordeaux,Mérignac,Pessac,Talence,Villenave-d’Ornon,Saint-Médard-en-Jalles,Bègles,La Teste-de-Buch,Gradignan,Cenon,Lormont,Le Bouscat,Libourne,Eysines,Gujan-Mestras,Bruges,Floirac,Ambarès-et-Lagrave,Blanquefort,Cestas
34:Montpellier,Béziers,Sète,Agde,Lunel,Castelnau-le-Lez,Frontignan,Lattes,Mauguio
35:Rennes,Saint-Malo,Fougères,Bruz,Vitré,Cesson-Sévigné
36:Châteauroux
37:Tours,Joué-lès-Tours,Saint-Cyr-sur-Loire,Saint-Pierre-des-Corps
38:Grenoble,Saint-Martin-d’Hères,Échirolles,Vienne,Bourgoin-Jallieu,Fontaine,Voiron,Villefontaine,Meylan,Saint-Égrève,L’Isle-d’Abeau
39:Dole,Lons-le-Saunier
40:Mont-de-Marsan,Dax,Biscarrosse
41:Blois,Romorantin-Lanthenay,Vendôme
42:Saint-Étienne,Saint-Chamond,Roanne,Firminy,Montbrison,Saint-Just-Saint-Rambert,Rive-de-Gier
43:Le Puy-en-Velay
44:Nantes,Saint-Nazaire,Saint-Herblain,Rezé,Saint-Sébastien-sur-Loire,Orvault,Vertou,Couëron,Carquefou,La Chapelle-sur-Erdre,Bouguenais,Pornic,La Baule-Escoublac,Guérande,Sainte-Luce-sur-Loire
45:Orléans,Olivet,Saint-Jean-de-Braye,Fleury-les-Aubrais,Saran,Saint-Jean-de-la-Ruelle
46:Cahors
47:Agen,Villeneuve-sur-Lot,Marmande
48:Mende
49:Angers,Cholet,Saumur,Sèvremoine,Beaupréau-en-Mauges,Chemillé-en-Anjou,Mauges-sur-Loire,Segré-en-Anjou Bleu,Orée d’Anjou,Loire-Authion,Trélazé,Montrevault-sur-Èvre,Avrillé
50:Cherbourg-en-Cotentin,Saint-Lô
51:Reims,Châlons-en-Champagne,Épernay
52:Saint-Dizier,Chaumont
53:Laval,Château-Gontier-sur-Mayenne
54:Nancy,Vandoeuvre-lès-Nancy,Lunéville,Toul,Longwy
55:Verdun,Bar-le-Duc
56:Lorient,Vannes,Lanester,Ploemeur,Hennebont
57:Metz,Thionville,Montigny-lès-Metz,Forbach,Sarreguemines,Yutz,Hayange
58:Nevers
59:Lille,Tourcoing,Roubaix,Dunkerque,Villeneuve-d’Ascq,Valenciennes,Wattrelos,Douai,Marcq-en-Baroeul,Cambrai,Maubeuge,Lambersart,Armentières,Loos,Hazebrouck,La Madeleine,Mons-en-Baroeul,Coudekerque-Branche,Wasquehal,Halluin,Denain,Croix,Grande-Synthe,Ronchin,Faches-Thumesnil,Hem,Sin-le-Noble,Saint-Amand-les-Eaux,Wattignies,Haubourdin
60:Beauvais,Compiègne,Creil,Nogent-sur-Oise,Senlis
61:Alençon
62:Calais,Arras,Boulogne-sur-Mer,Lens,Liévin,Hénin-Beaumont,Béthune,Bruay-la-Buissière,Carvin,Avion
63:Clermont-Ferrand,Cournon-d’Auvergne,Riom,Chamalières,Issoire
64:Pau,Bayonne,Anglet,Biarritz,Hendaye
65:Tarbes
66:Perpignan
67:Strasbourg,Haguenau,Schiltigheim,Illkirch-Graffenstaden,Lingolsheim,Sélestat,Bischheim
68:Mulhouse,Colmar,Saint-Louis,Wittenheim
69:Lyon,Villeurbanne,Vénissieux,Vaulx-en-Velin,Saint-Priest,Caluire-et-Cuire,Bron,Oullins-Pierre-Bénite,Meyzieu,Villefranche-sur-Saône,Rillieux-la-Pape,Décines-Charpieu,Tassin-la-Demi-Lune,Sainte-Foy-lès-Lyon,Givors,Saint-Genis-Laval,Saint-Fons,Écully,Francheville
70:Vesoul
71:Chalon-sur-Saône,Mâcon,Le Creusot,Montceau-les-Mines
72:Le Mans
73:Chambéry,Aix-les-Bains,Albertville
74:Annecy,Thonon-les-Bains,Annemasse,Cluses,Sallanches,Rumilly,Saint-Julien-en-Genevois
75:Paris
76:Le Havre,Rouen,Saint-Étienne-du-Rouvray,Sotteville-lès-Rouen,Dieppe,Le Grand-Quevilly,Le Petit-Quevilly,Mont-Saint-Aignan,Fécamp,Montivilliers,Elbeuf
77:Meaux,Chelles,Melun,Pontault-Combault,Savigny-le-Temple,Bussy-Saint-Georges,Champs-sur-Marne,Villeparisis,Dammarie-les-Lys,Combs-la-Ville,Roissy-en-Brie,Torcy,Montereau-Fault-Yonne,Lagny-sur-Marne,Ozoir-la-Ferrière,Mitry-Mory,Le Mée-sur-Seine,Brie-Comte-Robert,Moissy-Cramayel,Coulommiers,Noisiel,Saint-Fargeau-Ponthierry,Montévrain,Fontainebleau,Lognes
78:Versailles,Sartrouville,Saint-Germain-en-Laye,Mantes-la-Jolie,Poissy,Conflans-Sainte-Honorine,Trappes,Les Mureaux,Houilles,Montigny-le-Bretonneux,Plaisir,Le Chesnay-Rocquencourt,Chatou,Guyancourt,Rambouillet,Élancourt,Maisons-Laffitte,Vélizy-Villacoublay,Mantes-la-Ville,Achères,Saint-Cyr-l’École,Carrières-sous-Poissy,Maurepas,La Celle-Saint-Cloud,Limay,Viroflay,Les Clayes-sous-Bois,Marly-le-Roi,Bois-d’Arcy,Verneuil-sur-Seine,Le Pecq,Le Vésinet
79:Niort,Bressuire
80:Amiens,Abbeville
81:Albi,Castres,Gaillac
82:Montauban
83:Toulon,La Seyne-sur-Mer,Fréjus,Hyères,Draguignan,Saint-Raphaël,Six-Fours-les-Plages,La Garde,La Valette-du-Var,La Crau,Sanary-sur-Mer,Saint-Maximin-la-Sainte-Baume,Brignoles,Roquebrune-sur-Argens
84:Avignon,Carpentras,Orange,Cavaillon,L’Isle-sur-la-Sorgue,Pertuis,Sorgues,Le Pontet
85:La Roche-sur-Yon,Les Sables-d’Olonne,Challans,Montaigu-Vendée,Les Herbiers
86:Poitiers,Châtellerault
87:Limoges
88:Épinal,Saint-Dié-des-Vosges
89:Auxerre,Sens
90:Belfort
91:Évry-Courcouronnes,Corbeil-Essonnes,Massy,Savigny-sur-Orge,Palaiseau,Athis-Mons,Sainte-Geneviève-des-Bois,Vigneux-sur-Seine,Ris-Orangis,Viry-Châtillon,Draveil,Yerres,Étampes,Grigny,Brétigny-sur-Orge,Les Ulis,Brunoy,Montgeron,Gif-sur-Yvette,Longjumeau,Saint-Michel-sur-Orge,Morsang-sur-Orge,Chilly-Mazarin,Juvisy-sur-Orge,Orsay,Mennecy,Verrières-le-Buisson
92:Boulogne-Billancourt,Nanterre,Asnières-sur-Seine,Colombes,Courbevoie,Rueil-Malmaison,Levallois-Perret,Issy-les-Moulineaux,Clichy,Antony,Neuilly-sur-Seine,Clamart,Gennevilliers,Suresnes,Meudon,Montrouge,Bagneux,Puteaux,Châtillon,Châtenay-Malabry,Malakoff,La Garenne-Colombes,Saint-Cloud,Bois-Colombes,Le Plessis-Robinson,Vanves,Villeneuve-la-Garenne,Fontenay-aux-Roses,Sèvres,Bourg-la-Reine,Sceaux,Chaville,Garches
93:Saint-Denis,Montreuil,Aubervilliers,Aulnay-sous-Bois,Noisy-le-Grand,Drancy,Le Blanc-Mesnil,Pantin,Bobigny,Saint-Ouen-sur-Seine,Épinay-sur-Seine,Sevran,Bondy,Livry-Gargan,Rosny-sous-Bois,La Courneuve,Noisy-le-Sec,Bagnolet,Gagny,Villepinte,Stains,Neuilly-sur-Marne,Tremblay-en-France,Romainville,Villemomble,Clichy-sous-Bois,Montfermeil,Les Pavillons-sous-Bois,Les Lilas,Neuilly-Plaisance,Le Pré-Saint-Gervais,Le Bourget
94:Vitry-sur-Seine,Créteil,Champigny-sur-Marne,Saint-Maur-des-Fossés,Ivry-sur-Seine,Villejuif,Maisons-Alfort,Fontenay-sous-Bois,Vincennes,Choisy-le-Roi,Alfortville,Villeneuve-Saint-Georges,Le Perreux-sur-Marne,Villiers-sur-Marne,Thiais,Nogent-sur-Marne,L’Haÿ-les-Roses,Cachan,Fresnes,Charenton-le-Pont,Sucy-en-Brie,Limeil-Brévannes,Orly,Le Kremlin-Bicêtre,Arcueil,Le Plessis-Trévise,Saint-Mandé,Villeneuve-le-Roi,Joinville-le-Pont,Gentilly,Chevilly-Larue,Chennevières-sur-Marne,Bry-sur-Marne,Bonneuil-sur-Marne,Boissy-Saint-Léger
95:Argenteuil,Cergy,Sarcelles,Garges-lès-Gonesse,Franconville,Bezons,Pontoise,Herblay-sur-Seine,Goussainville,Villiers-le-Bel,Ermont,Gonesse,Taverny,Cormeilles-en-Parisis,Sannois,Eaubonne,Saint-Ouen-l’Aumône,Deuil-la-Barre,Montigny-lès-Cormeilles,Montmorency,Saint-Gratien,Éragny-sur-Oise,Soisy-sous-Montmorency,Osny,Jouy-le-Moutier,Saint-Leu-la-Forêt,Vauréal,Domont,Montmagny,Saint-Brice-sous-Forêt,Arnouville
971:Les Abymes,Baie-Mahault,Le Gosier,Petit-Bourg,Sainte-Anne,Le Moule,Lamentin,Sainte-Rose,Capesterre-Belle-Eau,Morne-à-l’Eau,Pointe-à-Pitre,Basse-Terre
972:Fort-de-France,Le Lamentin,Le Robert,Schoelcher,Ducos,Saint-Joseph,Le François
973:Cayenne,Saint-Laurent-du-Maroni,Matoury,Remire-Montjoly,Kourou,Macouria
974:Saint-Denis,Saint-Paul,Saint-Pierre,Le Tampon,Saint-André,Saint-Louis,Saint-Joseph,Saint-Benoît,Sainte-Marie,La Possession,Saint-Leu,Le Port,Sainte-Suzanne
976:Mamoudzou,Koungou,Dzaoudzi,Dembeni
`;

/** A place that was typed, and the codes of the departments that it may stand in. */
export interface TypedPlace {
  name: string;
  departments: readonly string[];
}

const byName = new Map<string, string[]>();
for (const { code, name } of departments) addPlace(name, code);
for (const line of byDepartment.trim().split('\n')) {
  const [code = '', towns = ''] = line.split(':');
  for (const town of towns.split(',')) addPlace(town, code);
}
const longestName = Math.max(...[...byName.keys()].map((key) => key.split(' ').length));

/** Several places may bear one name: Vienne is a department, and a town of another. */
function addPlace(name: string, code: string): void {
  const codes = byName.get(placeKey(name)) ?? [];
  if (!codes.includes(code)) byName.set(placeKey(name), [...codes, code]);
}

/** Finds the longest name of a town or department that begins with the first of these words; null when none does. */
export function placeAt(words: readonly string[]): (TypedPlace & { words: number }) | null {
  for (let count = Math.min(longestName, words.length); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    const codes = byName.get(placeKey(name));
    if (codes !== undefined) return { name, departments: codes, words: count };
  }
  return null;
}

/** « St-Etienne » and « Saint Étienne » are one place. */
function placeKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s'’-]+/g, ' ')
    .trim()
    .replace(/\bsaint(e?)\b/g, 'st$1');
}

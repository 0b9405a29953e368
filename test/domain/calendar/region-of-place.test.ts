import { expect, test } from '@jest/globals';
import { regionOfDepartment, regionOfPlace } from '../../../domain/calendar/region-of-place.ts';

test.each([
  ['57', 'alsace-moselle'],
  ['67', 'alsace-moselle'],
  ['68', 'alsace-moselle'],
  ['971', 'guadeloupe'],
  ['972', 'martinique'],
  ['973', 'guyane'],
  ['974', 'la-reunion'],
  ['975', 'saint-pierre-et-miquelon'],
  ['976', 'mayotte'],
  ['75', 'metropole'],
  ['2A', 'metropole'],
  ['987', 'metropole'],
  [null, 'metropole'],
])('the department %s is in the region %s', (code, region) => {
  expect(regionOfDepartment(code)).toBe(region);
});

test.each([
  ['Saint-Denis', '974', 'la-reunion'],
  ['12 rue de Paris, 97400 Saint-Denis', '75', 'la-reunion'],
  ['Mamoudzou (97600)', null, 'mayotte'],
  ['97500 Saint-Pierre', null, 'saint-pierre-et-miquelon'],
  ['67000 Strasbourg', '974', 'alsace-moselle'],
  ['69003 Lyon', '67', 'metropole'],
  ['98800 Nouméa', '974', 'metropole'],
  ['97133 Gustavia', '971', 'metropole'],
  ['97150 Marigot', '971', 'metropole'],
  ['https://visio.exemple.test/974001', '67', 'alsace-moselle'],
  ['Salle 974', null, 'metropole'],
])('« %s » of a training in %s is in %s', (place, department, region) => {
  expect(regionOfPlace(place, department)).toBe(region);
});

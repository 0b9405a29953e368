import { expect, test } from '@jest/globals';
import { calendarFile, traineeCalendar } from '../../../domain/dossier/calendar-file.ts';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { aDossierIn, aDraft, aSession } from '../../support/dossiers.ts';

const statuses: Record<string, string> = {
  validated: 'CONFIRMED',
  in_training: 'CONFIRMED',
  completed: 'CONFIRMED',
  refused: 'CANCELLED',
  request_cancelled: 'CANCELLED',
  cancelled: 'CANCELLED',
  cancelled_by_organisation: 'CANCELLED',
};

test.each(dossierStates)('the session of a dossier in « %s » says whether it takes place', (state) => {
  const dossier = state === 'draft' ? aDraft({ session: aSession() }) : aDossierIn(state);
  const lines = calendarFile(dossier, 0).split('\r\n');
  const from = lines.indexOf(`UID:dossier-${dossier.number}-session`);
  expect(from).toBeGreaterThan(0);
  expect(lines.slice(from)).toContain(`STATUS:${statuses[state] ?? 'TENTATIVE'}`);
});

test('no entry keeps a day from being booked', () => {
  const text = traineeCalendar(dossierStates.map((state) => ({ dossier: aDossierIn(state), stamp: 0 })));
  const count = (line: string) => text.split('\r\n').filter((one) => one === line).length;
  expect(count('BEGIN:VEVENT')).toBeGreaterThan(dossierStates.length);
  expect(count('TRANSP:TRANSPARENT')).toBe(count('BEGIN:VEVENT'));
});

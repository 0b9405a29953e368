import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import { frenchDate, frenchDateTime, frenchSessionDates } from '../../domain/calendar/french-dates.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { amountLines } from '../../domain/dossier/amount-lines.ts';
import { amountLabel, amountShown } from '../../domain/dossier/amount-words.ts';
import { eventLabel } from '../../domain/dossier/event-labels.ts';
import { formatEuros, signedCents } from '../../domain/money.ts';
import type { ExportedDossier, ExportedRow, PersonalData } from '../../db/personal-data/exported.ts';
import { columnNames, technicalColumns, valueNames } from './export-words.ts';

/** One fact: what it is called and what it says. */
export type Fact = readonly [name: string, value: string];

/** A part of the export as people read it; each entry is a row. */
export interface Section {
  title: string;
  /** 2 for a subject, 3 for a part of it. */
  level: 2 | 3;
  entries: (readonly Fact[])[];
}

/** Sets the export out for reading, subject by subject, in French. */
export function exportSections(data: PersonalData): Section[] {
  const { availableCents, reservedCents, movements } = data.rights;
  return [
    section('Compte', [data.account]),
    section('Conditions générales acceptées', data.termsAccepted),
    section('Sécurité du compte', [data.security]),
    section('Sessions ouvertes', data.sessions),
    section('FranceConnect+', data.franceConnect),
    section('Droits à la formation', [{ availableCents, reservedCents }]),
    part('Mouvements', movements),
    ...data.dossiers.flatMap(dossierSections),
    section('Emails envoyés', data.mails),
    section('Accès à votre numéro de sécurité sociale et à vos pièces', data.accesses),
    section('Exports demandés', data.exports),
    section('Demandes d’effacement', data.erasures),
  ];
}

function dossierSections(dossier: ExportedDossier): Section[] {
  const { record, events, texts, messages, documents, documentAccesses, payments, refunds, ...row } = dossier;
  const { number, state: _state, ...facts } = row;
  const parts = [
    part(
      'Historique',
      events.map(({ details: _details, ...event }) => event),
    ),
    part('Motifs et précisions', texts),
    part('Messages', messages),
    part('Pièces', documents),
    part('Accès aux pièces', documentAccesses),
    part('Paiements par carte', payments),
    part('Remboursements', refunds),
  ].filter(({ entries }) => entries.length > 0);
  return [
    { title: `Dossier n° ${number}`, level: 2, entries: [[...factsOf(facts), ...agreed(record)]] },
    ...parts,
  ];
}

/** The session and the amounts, of which the JSON file has every detail. */
function agreed(record: ExportedDossier['record']): Fact[] {
  const { session, agreement } = record;
  const facts: Fact[] = [];
  if (session !== null) {
    facts.push(['Session', frenchSessionDates(session.startsOn, session.endsOn)], ['Lieu', session.place]);
    if (agreement === null) facts.push(['Prix', formatEuros(session.priceCents)]);
  }
  if (agreement !== null) {
    facts.push(['Validé le', frenchDateTime(agreement.at)]);
    facts.push(
      ...amountLines(record, null).map((line): Fact => [amountLabel(line, 'fr'), amountShown(line, 'fr')]),
    );
  }
  return facts;
}

function section(title: string, rows: readonly ExportedRow[]): Section {
  return { title, level: 2, entries: rows.map(factsOf) };
}

function part(title: string, rows: readonly ExportedRow[]): Section {
  return { title, level: 3, entries: rows.map(factsOf) };
}

function factsOf(row: ExportedRow): Fact[] {
  return Object.entries(row)
    .filter(([column]) => !technicalColumns.includes(column))
    .map(([column, value]) => [columnNames[column] ?? column, said(column, value)]);
}

/** `trainee:<id>` is the trainee; an operator is named as the record of accesses has it. */
function nameOf(column: string, text: string): string | undefined {
  if (column === 'type') return eventLabel(text);
  if (column !== 'by') return valueNames[column]?.[text];
  const [role = '', who] = text.split(':');
  const name = valueNames['by']?.[role];
  return role === 'operator' && who !== undefined ? `${name} (${who})` : name;
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

function said(column: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value))
    return value.length === 0 ? '–' : value.map((one) => said(column, one)).join(', ');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const name = nameOf(column, text);
  if (name !== undefined) return name;
  if (typeof value === 'number' && column.endsWith('Cents')) return formatEuros(signedCents(value));
  if (isoInstant.test(text)) return frenchDateTime(instant(Date.parse(text)));
  return isoDay.test(text) ? frenchDate(text as CalendarDay) : text;
}

import { heartbeat } from '@temporalio/activity';
import { collectPersonalData } from '../../db/personal-data/collect.ts';
import { eraseExpired } from '../../db/personal-data/erase-expired.ts';
import { eraseContact, eraseIdentity, recordsKeptUntil } from '../../db/personal-data/erase-person.ts';
import * as erasures from '../../db/personal-data/erasures.ts';
import { eraseExportFiles, exportedTrainee, storeExport } from '../../db/personal-data/exports.ts';
import { readerOf } from '../../db/accounts/trainee-email.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { calendarWording } from '../../domain/calendar/wording.ts';
import { dayMs, retention } from '../../domain/policy/retention.ts';
import { discreet } from '../accounts/dependencies.ts';
import { sendLetter } from '../accounts/letter.ts';
import { letters } from '../accounts/letters.ts';
import type { PersonalDataActivities } from './contract.ts';
import type { PersonalDataDependencies } from './dependencies.ts';
import { exportPdf } from './export-pdf.ts';

/** Longer than the API takes to start a workflow itself. */
const startedByNowMs = 10 * 60_000;

/** The activities about people's data; the data stays on this side. */
export function createPersonalDataActivities(dependencies: PersonalDataDependencies): PersonalDataActivities {
  const fork = () => dependencies.db.em.fork();
  return discreet<PersonalDataActivities>({
    prepareExport: (request) => prepareExport(dependencies, request),
    tellExportReady: (request) => tellExportReady(dependencies, request),
    eraseExport: ({ exportId }) => eraseExportFiles(fork(), exportId),
    beginErasure: async ({ erasureId, now }) => {
      const erasure = await erasures.beginErasure(fork(), erasureId, new Date(now));
      return erasure === null ? null : { reflectionEndsAt: erasure.reflectionEndsAt };
    },
    tellAccountClosed: (request) => tellAccountClosed(dependencies, request),
    withdrawErasure: ({ erasureId, now }) => erasures.withdrawErasure(fork(), erasureId, new Date(now)),
    eraseContact: ({ erasureId, now }) => eraseContact(fork(), erasureId, new Date(now)),
    recordsKeptUntil: ({ erasureId, now }) => recordsKeptUntil(fork(), erasureId, new Date(now)),
    eraseIdentity: ({ erasureId, now }) => eraseIdentity(fork(), erasureId, new Date(now)),
    eraseExpired: ({ now }) => eraseExpired(fork(), new Date(now), heartbeat),
    erasuresNotBegun: ({ now }) => erasures.erasuresNotBegun(fork(), new Date(now - startedByNowMs)),
  });
}

async function prepareExport(
  { db, vault, documents }: PersonalDataDependencies,
  { exportId, now }: { exportId: string; now: number },
): Promise<{ expiresAt: number } | null> {
  const em = db.em.fork();
  const wanted = await exportedTrainee(em, exportId);
  if (wanted === null) return null;
  // Answered before, and not heard: what is there stays as people were told.
  if (wanted.expiresAt !== null) return { expiresAt: Date.parse(wanted.expiresAt) };
  const { traineeId } = wanted;
  const vaults = { nir: vault, documents };
  const data = await collectPersonalData(em, vaults, { traineeId, at: new Date(now) });
  if (data === null) return null;
  const expiresAt = now + retention.exportDays * dayMs;
  const times = { readyAt: new Date(now), expiresAt: new Date(expiresAt) };
  const files = { json: JSON.stringify(data, null, 2), pdf: await exportPdf(data) };
  await storeExport(em, vault, { id: exportId, ...files, ...times });
  return { expiresAt };
}

async function tellExportReady(
  dependencies: PersonalDataDependencies,
  { exportId }: { exportId: string },
): Promise<void> {
  const told = await exportedTrainee(dependencies.db.em.fork(), exportId);
  if (told === null || told.expiresAt === null) return;
  const { traineeId, expiresAt } = told;
  const about = { letter: 'exportReady', page: 'compte/donnees', until: Date.parse(expiresAt) } as const;
  await tell(dependencies, traineeId, about, `data-export-${exportId}`);
}

async function tellAccountClosed(
  dependencies: PersonalDataDependencies,
  { erasureId }: { erasureId: string },
): Promise<void> {
  const erasure = await erasures.runningErasure(dependencies.db.em.fork(), { id: erasureId });
  if (erasure === null) return;
  const { traineeId, reflectionEndsAt: until } = erasure;
  const about = { letter: 'accountClosed', page: 'compte/reouverture', until } as const;
  await tell(dependencies, traineeId, about, `account-erasure-${erasureId}`);
}

/** Writes of a page that counts until an instant (epoch milliseconds); to nobody where the address is gone. */
async function tell(
  dependencies: PersonalDataDependencies,
  traineeId: string,
  { letter, page, until }: { letter: 'exportReady' | 'accountClosed'; page: string; until: number },
  key: string,
): Promise<void> {
  const reader = await readerOf(dependencies.db.em.fork(), traineeId);
  if (reader === null) return;
  const day = calendarWording[reader.language].date(parisDay(instant(until)));
  const url = `${dependencies.publicUrl}/${page}`;
  await sendLetter(dependencies, reader, letters[reader.language][letter](url, day), key);
}

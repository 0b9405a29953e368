import { collectPersonalData } from '../../db/personal-data/collect.ts';
import { eraseExpired } from '../../db/personal-data/erase-expired.ts';
import { eraseContact, eraseIdentity, recordsKeptUntil } from '../../db/personal-data/erase-person.ts';
import * as erasures from '../../db/personal-data/erasures.ts';
import { eraseExportFiles, exportedTrainee, storeExport } from '../../db/personal-data/exports.ts';
import { readerOf } from '../../db/accounts/trainee-email.ts';
import { dayMs, retention } from '../../domain/policy/retention.ts';
import { discreet, post } from '../accounts/dependencies.ts';
import { mailOf } from '../accounts/letter.ts';
import type { PersonalDataActivities } from './contract.ts';
import type { PersonalDataDependencies } from './dependencies.ts';
import { exportPdf } from './export-pdf.ts';
import { closedLetter, exportLetter } from './letters.ts';

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
    eraseExpired: ({ now }) => eraseExpired(fork(), new Date(now)),
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
  { db, mailer, publicUrl }: PersonalDataDependencies,
  { exportId }: { exportId: string },
): Promise<void> {
  const em = db.em.fork();
  const told = await exportedTrainee(em, exportId);
  const reader = told === null ? null : await readerOf(em, told.traineeId);
  if (told === null || told.expiresAt === null || reader === null) return;
  const { email: to, language } = reader;
  const letter = exportLetter({ publicUrl, until: Date.parse(told.expiresAt), language });
  await post(mailer, { to, ...mailOf(letter, publicUrl, language) }, `data-export-${exportId}`);
}

async function tellAccountClosed(
  { db, mailer, publicUrl }: PersonalDataDependencies,
  { erasureId }: { erasureId: string },
): Promise<void> {
  const em = db.em.fork();
  const erasure = await erasures.runningErasure(em, { id: erasureId });
  const reader = erasure === null ? null : await readerOf(em, erasure.traineeId);
  if (erasure === null || reader === null) return;
  const { email: to, language } = reader;
  const letter = closedLetter({ publicUrl, until: erasure.reflectionEndsAt, language });
  await post(mailer, { to, ...mailOf(letter, publicUrl, language) }, `account-erasure-${erasureId}`);
}

import { type Command, InvalidArgumentError } from 'commander';
import { queries } from '../../../db/database.ts';
import { type FailedNotice, failedNotices } from '../../../db/notices/failures.ts';
import { frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { noticeStatusLabels } from '../../../domain/notices/notice-kinds.ts';
import type { AdminIo } from '../io.ts';
import { withDatabase } from '../settings.ts';

/** Adds `mail failures`. */
export function addMailCommands(program: Command, io: AdminIo): void {
  const mail = program.command('mail').description('emails');
  mail
    .command('failures')
    .description('liste les emails qui ne sont pas arrivés, du plus récent au plus ancien')
    .option('--limit <nombre>', 'nombre de lignes au plus', readLimit, 50)
    .action(({ limit }: { limit: number }) => listFailures(io, limit));
}

async function listFailures(io: AdminIo, limit: number): Promise<void> {
  await withDatabase(io, async ({ em }) => {
    const failures = await failedNotices(queries(em), limit);
    if (failures.length === 0) io.print('Aucun email en échec.');
    for (const failure of failures) io.print(lineOf(failure));
  });
}

/** Ids alone: whoever needs the address looks it up where it is kept. */
function lineOf({ audience, recipientId, kind, dossierNumber, status, reason, atMs }: FailedNotice): string {
  const who = audience === 'trainee' ? `titulaire ${recipientId}` : `organisme ${recipientId}`;
  const what = dossierNumber === null ? kind : `dossier ${dossierNumber}, ${kind}`;
  const why = reason === null ? '' : ` (${reason})`;
  return `${frenchDateTime(instant(Math.floor(atMs)))} : ${what}, ${who} : ${noticeStatusLabels[status]}${why}`;
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new InvalidArgumentError('un nombre de 1 à 1000 est attendu');
}

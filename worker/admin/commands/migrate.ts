import type { Command } from 'commander';
import { migrateDatabase } from '../../../db/database.ts';
import type { AdminIo } from '../io.ts';
import { withDatabase } from '../settings.ts';

/** Adds `migrate`. */
export function addMigrateCommand(program: Command, io: AdminIo): void {
  program
    .command('migrate')
    .description('met la base de données à jour ; sans effet quand elle l’est déjà')
    .action(async () => {
      await withDatabase(io, ({ db }) => migrateDatabase(db));
      io.print('La base de données est à jour.');
    });
}

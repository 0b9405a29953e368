import type { Config } from '../../config.ts';
import type { DossierConnection } from './dossier-connection.ts';

/** What the commands need from the process, so that tests can stand in for it. */
export interface AdminIo {
  env: NodeJS.ProcessEnv;
  /** The settings of the stack that `npm start` runs, as KEY=VALUE lines; read when `env` names no database. */
  localSettingsFile: string;
  /** Where file names on the command line start from. */
  folder: string;
  print(line: string): void;
  printError(line: string): void;
  /** Reads one line from the standard input. */
  readLine(): Promise<string>;
  /** Where a progress bar goes; null for none. */
  progress: NodeJS.WriteStream | null;
  /** Reaches the dossiers in Temporal. */
  connectDossiers(config: Config): Promise<DossierConnection>;
}

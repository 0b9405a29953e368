import { runAdmin } from '../../worker/admin/run-admin.ts';
import type { AdminIo } from '../../worker/admin/io.ts';

/** `npm run admin` without a process: what it printed, and what it reads from the standard input. */
export interface AdminConsole {
  readonly printed: string[];
  readonly errors: string[];
  input: string;
  /** Runs one command and gives its exit code. */
  run(...args: string[]): Promise<number>;
}

/** What a test may choose; without dossiers, the commands that need Temporal fail. */
export type AdminConsoleOptions = Pick<AdminIo, 'env' | 'folder'> &
  Partial<Pick<AdminIo, 'localSettingsFile' | 'connectDossiers'>>;

/** Makes a console for one test. */
export function adminConsole(options: AdminConsoleOptions): AdminConsole {
  const io: AdminIo = {
    localSettingsFile: '/nowhere',
    connectDossiers: () => Promise.reject(new Error('This test has no dossiers.')),
    ...options,
    print: (line) => void outcome.printed.push(line),
    printError: (line) => void outcome.errors.push(line),
    readLine: () => Promise.resolve(outcome.input),
    progress: null,
  };
  const outcome: AdminConsole = {
    printed: [],
    errors: [],
    input: '',
    run: (...args) => runAdmin(args, io),
  };
  return outcome;
}

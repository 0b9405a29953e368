import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../../db/database.ts';
import type { CodeHash } from '../../db/accounts/code-hash.ts';
import type { NirVault } from '../../db/nir-vault.ts';
import type { Mailer } from '../mail/mail.ts';

/** What the activities about accounts need from outside. */
export interface AccountDependencies {
  db: Database;
  vault: NirVault;
  codeHash: CodeHash;
  /** Null while no mail service is configured: mails then wait. */
  mailer: Mailer | null;
  /** Where links lead (`PUBLIC_URL`). */
  publicUrl: string;
}

/**
 * Lets no error into a history as it is: what a database says of a failure may quote personal data. Name and code remain.
 * @returns the same activities
 */
export function discreet<A extends object>(activities: A): A {
  const entries = Object.entries(activities as Record<string, (request: unknown) => Promise<unknown>>);
  const wrapped = entries.map(([name, activity]) => [name, quietly(activity)] as const);
  return Object.fromEntries(wrapped) as unknown as A;
}

function quietly(activity: (request: unknown) => Promise<unknown>) {
  return async (request: unknown): Promise<unknown> => {
    try {
      return await activity(request);
    } catch (error) {
      const { name = 'Error', code } = error as { name?: string; code?: unknown };
      const failure = ApplicationFailure.create({
        type: name,
        message: typeof code === 'string' ? code : name,
      });
      failure.stack = '';
      throw failure;
    }
  };
}

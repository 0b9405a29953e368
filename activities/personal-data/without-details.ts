import { ApplicationFailure } from '@temporalio/common';

/**
 * Lets no error into a history as it is: what a database says of a failure may quote personal data. Name and code remain.
 * @returns the same activities
 */
export function withoutDetails<A extends object>(activities: A): A {
  const entries = Object.entries(activities as Record<string, (request: unknown) => Promise<unknown>>);
  return Object.fromEntries(entries.map(([name, activity]) => [name, quiet(activity)])) as unknown as A;
}

function quiet(activity: (request: unknown) => Promise<unknown>) {
  return async (request: unknown): Promise<unknown> => {
    try {
      return await activity(request);
    } catch (error) {
      const { name = 'Error', code } = error as { name?: string; code?: unknown };
      const message = typeof code === 'string' ? code : name;
      const failure = ApplicationFailure.create({ type: name, message });
      failure.stack = '';
      throw failure;
    }
  };
}

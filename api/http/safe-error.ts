/** As much of an error as a log may hold: what it is and where it comes from. Messages may quote personal data. */
export interface SafeError {
  readonly name: string;
  readonly code?: string | number;
  readonly at: readonly string[];
  readonly cause?: SafeError;
}

const framesKept = 6;

/** Reduces an error to what a log may hold. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    at: frames.slice(0, framesKept).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  };
}

import { instant } from '../../../domain/calendar/paris-time.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** When a session ends, as a page says it, and as its script counts it. */
export interface SessionEnd {
  /** Said at the foot of the page, for whoever has no script. */
  line: string;
  t: Texts['frame']['session'];
  /** From the answer on, in milliseconds: the clocks of browsers are not ours. */
  idleMs: number;
  endMs: number;
  logInPath: string;
}

/** Writes when a session ends: by doing nothing, and at the latest. Instants in epoch milliseconds. */
export function sessionEndView(
  { texts, dates }: PageContext,
  { now, idleEndsAt, endsAt }: { now: number; idleEndsAt: number; endsAt: number },
  logInPath: string,
): SessionEnd {
  const { session: t } = texts.frame;
  const time = (at: number) => dates.time(instant(at));
  return {
    t,
    line: t.line(time(idleEndsAt), time(endsAt)),
    idleMs: idleEndsAt - now,
    endMs: endsAt - now,
    logInPath,
  };
}

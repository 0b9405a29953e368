import { runNpm } from './npm.ts';

/** What is known of the weaknesses of the packages that production has. */
export type Audit =
  | { outcome: 'clean' }
  /** High and critical ones alone: the others are for a person to read (`npm audit`). */
  | { outcome: 'found'; weaknesses: readonly string[] }
  /** The registry does not answer such questions, or not now: nothing is known. */
  | { outcome: 'not_run'; reason: string };

/** How long the registry may take to answer; npm itself takes longer on a busy machine, and is stopped when it hangs. */
const answerMs = 8_000;
const hangMs = 120_000;

/** Asks the registry that npm is set up for. A registry that is away is no failure, and never a clean answer. */
export async function audit(npmOptions: readonly string[] = []): Promise<Audit> {
  const options = ['--omit=dev', '--json', '--fetch-retries=0', `--fetch-timeout=${answerMs}`, ...npmOptions];
  const { stdout, stderr } = await runNpm(['audit', ...options], hangMs);
  return readAudit(stdout) ?? { outcome: 'not_run', reason: lastLine(stderr) };
}

interface Report {
  message?: string;
  vulnerabilities?: Record<string, Weakness>;
}

interface Weakness {
  severity: string;
  /** What it is; or the name of another package, which brings it. */
  via: readonly (string | { title: string; url: string })[];
}

function readAudit(stdout: string): Audit | null {
  const report = parsed(stdout);
  if (report === null) return null;
  const { message, vulnerabilities } = report;
  if (vulnerabilities === undefined) return { outcome: 'not_run', reason: message ?? 'npm gave no reason' };
  const weaknesses = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, via }]) => `${name}: ${severity}, ${via.map(reasonOf).join('; ')}`);
  return weaknesses.length === 0 ? { outcome: 'clean' } : { outcome: 'found', weaknesses };
}

function reasonOf(via: Weakness['via'][number]): string {
  return typeof via === 'string' ? `by ${via}` : `${via.title} (${via.url})`;
}

function parsed(text: string): Report | null {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return null;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || `no answer within ${hangMs / 1000} s`;
}

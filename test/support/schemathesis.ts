import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where its packages are; undefined on a machine that cannot have them. */
export const schemathesisFolder = process.env['TEST_SCHEMATHESIS'];

/** One run: which document, against which API, as whom. */
export interface FuzzRun {
  baseUrl: string;
  document: unknown;
  headers: Record<string, string>;
  /** Operations to leave out, by `operationId`. */
  without: readonly string[];
  /** Cases per operation, at most. */
  examples: number;
}

/** What a run found. */
export interface FuzzReport {
  cases: number;
  /** As Schemathesis words them; empty when all is well. */
  failures: string;
}

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
];

/** Sends made-up requests, right and wrong, to every operation of the document and checks each answer against it. */
export async function fuzz(run: FuzzRun): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-fuzz-'));
  try {
    const file = join(folder, 'openapi.json');
    const report = join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(run.document));
    const output = await runProgram([
      ...['run', file, '--url', run.baseUrl, '--no-color', '--checks', checks.join(',')],
      ...['--phases', 'examples,coverage,fuzzing', '--max-examples', String(run.examples)],
      ...['--generation-deterministic', '--continue-on-failure'],
      ...['--report', 'json', '--report-json-path', report, '--request-timeout', '60', '--warnings', 'off'],
      // Making cases must not fail for being slow on a busy machine.
      ...['--suppress-health-check', 'all', '--max-redirects', '0'],
      ...Object.entries(run.headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ...run.without.flatMap((id) => ['--exclude-operation-id', id]),
    ]);
    if (!existsSync(report)) throw new Error(output);
    return readReport(readFileSync(report, 'utf8'), output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface RunReport {
  complete: boolean;
  operations: { selected: number; tested: number };
  test_cases: { generated: number };
  failures: readonly unknown[];
  errors: readonly unknown[];
}

function readReport(text: string, output: string): FuzzReport {
  const { complete, operations, test_cases: cases, failures, errors } = JSON.parse(text) as RunReport;
  const isWhole = complete && operations.tested === operations.selected;
  const isFine = isWhole && failures.length === 0 && errors.length === 0;
  return { cases: cases.generated, failures: isFine ? '' : output };
}

function runProgram(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-m', 'schemathesis.cli', ...args], {
      env: { PATH: process.env['PATH'], PYTHONPATH: schemathesisFolder, NO_PROXY: '*' },
      cwd: tmpdir(),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

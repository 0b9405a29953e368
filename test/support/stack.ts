/** What `npm test` started for the tests. */
export interface TestStack {
  /** A superuser's connection to an empty database `dossier`; tests that need a clean one create it on this server. */
  readonly databaseUrl: string;
  /** A real Temporal server, in memory, shared by all test files: use a task queue and workflow ids of your own. */
  readonly temporalAddress: string;
  /** For `server.executable: {type: 'existing-path', path}` of `TestWorkflowEnvironment.createTimeSkipping`. */
  readonly testServerExecutable: string;
  /** For `workflowBundle: {codePath}` of `Worker.create`: the code of `workflows/index.ts`. */
  readonly workflowBundle: string;
  /** The browser's program; null where none could be found or installed. */
  readonly chromium: string | null;
}

const variables = {
  databaseUrl: 'TEST_DATABASE_URL',
  temporalAddress: 'TEST_TEMPORAL_ADDRESS',
  testServerExecutable: 'TEST_SERVER_EXECUTABLE',
  workflowBundle: 'TEST_WORKFLOW_BUNDLE',
} as const satisfies Record<Exclude<keyof TestStack, 'chromium'>, string>;

/** Reads what `npm test` passes on; a value that is missing fails only the test that asks for it. */
export const testStack: TestStack = {
  get databaseUrl() {
    return read('databaseUrl');
  },
  get temporalAddress() {
    return read('temporalAddress');
  },
  get testServerExecutable() {
    return read('testServerExecutable');
  },
  get workflowBundle() {
    return read('workflowBundle');
  },
  get chromium() {
    return process.env.TEST_CHROMIUM ?? null;
  },
};

function read(key: keyof typeof variables): string {
  const value = process.env[variables[key]];
  if (value) return value;
  throw new Error(
    `${variables[key]} is not set: run the tests with “npm test” (or “npm test -- <file>”), not Jest alone.`,
  );
}

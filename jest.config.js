const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.local/'],
};

/** `domain` needs nothing but Node; `system` needs the stack that dev/test.ts starts (Postgres, Temporal). */
export default {
  maxWorkers: 2,
  // Modules of files that are done with stay in memory; near the heap's limit a process does little but look for some.
  workerIdleMemoryLimit: '1500MB',
  // Only stops what hangs: a shorter limit measures how busy the machine is, not whether servers and browsers work.
  testTimeout: 300_000,
  projects: [
    { ...shared, displayName: 'domain', testMatch: ['<rootDir>/test/domain/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'system',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/domain/'],
    },
  ],
};

import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const localTimeGetters = [
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'getTimezoneOffset',
  'toLocaleDateString',
  'toLocaleTimeString',
];

export default tseslint.config(
  { ignores: ['node_modules/', '.local/', 'coverage/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The host's time zone must never reach a rule: dates go through an explicit zone (domain/calendar).
      'no-restricted-syntax': [
        'error',
        ...localTimeGetters.map((name) => ({
          selector: `CallExpression[callee.property.name='${name}']`,
          message: `${name}() reads the host's time zone; use domain/calendar with an explicit zone.`,
        })),
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Rules and durable functions must give the same answer on any machine, at any time.
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['node:*', 'fs', 'crypto', 'path', 'os'], message: 'No Node built-ins here.' }],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setInterval', 'fetch'],
    },
  },
  {
    // What browsers run.
    files: ['api/pages/assets/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'document',
          'location',
          'fetch',
          'addEventListener',
          'setTimeout',
          'clearTimeout',
          'crypto',
          'btoa',
          'history',
          'DOMParser',
          'EventSource',
          'BroadcastChannel',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);

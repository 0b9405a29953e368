/** The import rules of the folders; docs/decisions/0002-folders-and-imports.md says why. */
const own = '^(domain|workflows|activities|worker|api|db|dev|bench|test)/|^config\\.ts$';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: own, pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan-dependency', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('domain-imports-nothing-of-ours', '^domain/', '^domain/'),
    only('config-imports-domain-only', '^config\\.ts$', '^domain/'),
    {
      name: 'workflows-import-domain-and-activity-types',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: own, pathNot: '^(workflows|domain)/', dependencyTypesNot: ['type-only'] },
    },
    only('workflows-only-know-activities', '^workflows/', '^(workflows|domain|activities)/'),
    only(
      'activities-import-domain-and-db',
      '^activities/',
      '^(activities|domain|db)/|^workflows/.+(contract|start)\\.ts$',
    ),
    only('worker-wires', '^worker/', '^(worker|workflows|activities|db|domain)/|^config\\.ts$'),
    only(
      'api-knows-contracts-not-workflows',
      '^api/',
      '^(api|domain|db)/|^workflows/.+(contract|search-attributes|start)\\.ts$|^config\\.ts$',
    ),
    only('db-imports-domain', '^db/', '^(db|domain)/'),
    {
      name: 'nothing-imports-dev-test-bench',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|worker|api|db)/|^config\\.ts$' },
      to: { path: '^(dev|test|bench)/' },
    },
    {
      name: 'no-dev-dependencies-in-production-code',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|worker|api|db)/|^config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|\\.local)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

/** The direction of the architecture: each layer sees only those to its left.
 *  locales ← questions ← domain ← programs · domain ← db, letters, temporal ← http | activities ← server.ts | worker.ts */
const values = { dependencyTypesNot: ['type-only'] }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: values } },
    {
      name: 'locales-see-nothing',
      severity: 'error',
      from: { path: '^src/locales' },
      to: { path: '^(src|workflows|activities)/', pathNot: '^src/locales' },
    },
    {
      name: 'questions-see-locales',
      severity: 'error',
      from: { path: '^src/questions' },
      to: { path: '^(src|workflows|activities)/', pathNot: '^src/(locales|questions)' },
    },
    {
      name: 'domain-sees-questions',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: '^(src|workflows|activities)/', pathNot: '^src/(locales|questions|domain)' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: 'node_modules/(@temporalio|fastify|pg|kysely|resend)/|^(node:)?(fs|net|http|child_process)' },
    },
    {
      name: 'programs-are-data',
      severity: 'error',
      from: { path: '^src/programs' },
      to: {
        path: '^(src|workflows|activities)/',
        pathNot: '^src/(domain/(program|referral/program|vocabulary)|locales/languages|programs)',
      },
    },
    {
      name: 'middle-sees-below',
      severity: 'error',
      from: { path: '^src/(db|letters|temporal)' },
      to: { path: '^(src/(http|local)|activities)/' },
    },
    {
      name: 'letters-know-no-database',
      severity: 'error',
      from: { path: '^src/letters' },
      to: { path: '^src/(db|temporal)/' },
    },
    { name: 'database-is-below', severity: 'error', from: { path: '^src/db' }, to: { path: '^src/temporal/' } },
    {
      name: 'messages-alone-leave-workflows',
      severity: 'error',
      from: { path: '^(src|activities|server|worker)' },
      to: { path: '^workflows/', pathNot: '^workflows/messages', ...values },
    },
    {
      name: 'workflows-see-domain-and-types',
      severity: 'error',
      from: { path: '^workflows' },
      to: { path: '^(src|activities)/', pathNot: '^src/domain', ...values },
    },
    {
      name: 'workflows-use-no-node',
      severity: 'error',
      from: { path: '^workflows' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-see-temporal-alone',
      severity: 'error',
      from: { path: '^workflows' },
      to: { path: 'node_modules', pathNot: 'node_modules/@temporalio/(workflow|common)', ...values },
    },
    {
      name: 'http-and-activities-are-apart',
      severity: 'error',
      from: { path: '^src/http' },
      to: { path: '^(activities|src/local/|src/temporal/relay)' },
    },
    {
      name: 'activities-know-no-http',
      severity: 'error',
      from: { path: '^activities' },
      to: { path: '^src/(http|local|temporal)/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^test' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: process.env['RECORD_HISTORIES'] ? ['test/support/recordHistories.ts'] : ['test/**/*.test.ts'],
    globalSetup: ['./test/support/globalSetup.ts'],
    reporters: ['default', './test/support/rulesReporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
})

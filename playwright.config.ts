import path from 'node:path'
import { defineConfig } from '@playwright/test'

const results = process.env.HEARTH_E2E_RESULTS ?? path.join('test-results', 'e2e')

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(results, 'output'),
  reporter: [['list'], ['json', { outputFile: path.join(results, 'report.json') }]],
  // one window at a time: the stories share two cores and one model
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' }
})

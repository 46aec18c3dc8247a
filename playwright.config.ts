import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { results } from './e2e/support/results'
import type { SharedOptions } from './e2e/support/sharedStory'

const isLong = process.env.HEARTH_FAULTS === 'full'

export default defineConfig<object, SharedOptions>({
  testMatch: '**/*.spec.ts',
  outputDir: path.join(results, 'output'),
  reporter: [
    ['list', { printSteps: true }],
    ['json', { outputFile: path.join(results, 'report.json') }],
    ['./e2e/support/summaryReporter.ts']
  ],
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  globalTimeout: (isLong ? 60 : 20) * 60_000,
  maxFailures: 10,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    // One application for each worker; each story gets it as if it had just been started on an empty folder.
    { name: 'shared', testDir: 'e2e/shared' },
    { name: 'fake', testDir: 'e2e/fake', use: { engine: 'fake' } },
    // An application for each story: restarts, kills, storage, instances, engine deaths.
    { name: 'own', testDir: 'e2e/own', timeout: 60_000 },
    // What people see with the starter model.
    { name: 'starter', testDir: 'e2e/starter', timeout: 90_000, use: { engine: 'starter' } },
    // What needs a real model, whichever it is.
    { name: 'tiny', testDir: 'e2e/tiny', timeout: 90_000, use: { engine: 'tiny' } },
    // As on systems that forbid user namespaces.
    { name: 'noNamespaces', testDir: 'e2e/noNamespaces' },
    ...(isLong ? [{ name: 'long', testDir: 'e2e/long', timeout: 20 * 60_000 }] : [])
  ]
})

import { defineConfig } from '@playwright/test'

// `npm run screenshots`: pictures of every state, light and dark, into screenshots/ (ignored by git); two of them into docs/images.
export default defineConfig({
  testDir: 'screenshots',
  testMatch: '*.shots.ts',
  outputDir: '../test-results/screenshots',
  reporter: 'list',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 }
})

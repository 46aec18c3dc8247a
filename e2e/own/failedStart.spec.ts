import { expect } from '@playwright/test'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { needsSignals } from '../support/hearth'
import { startPlainly } from '../support/plainStart'
import { test } from '../support/story'

test('an error that ends the start is in the log with its stack, and what is open then hears when it is to end', async ({ dataDir }) => {
  needsSignals()
  const hearth = startPlainly(dataDir, { stdio: 'ignore', env: { ...process.env, HEARTH_TEST_TUNING: 'not JSON' } })
  const exited = once(hearth, 'exit')
  const log = join(dataDir, 'logs', 'hearth.log')
  const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  try {
    await expect.poll(logged).toMatch(/error Hearth could not start(.*\n)+.* at /)
    expect(hearth.exitCode, 'it waits for the person to have read it').toBeNull()
  } finally {
    hearth.kill('SIGTERM')
    await exited
  }
  expect(logged()).not.toContain('could not be shown')
})

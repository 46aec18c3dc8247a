import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../../scripts/setup/electron.mjs'
import { sandboxArguments } from '../../scripts/sandbox.mjs'
import { countStart, needsSignals, root } from '../support/hearth'
import { test } from '../support/story'

test('an error that ends the start is in the log with its stack, and what is open then hears when it is to end', async ({ dataDir }) => {
  needsSignals()
  countStart()
  const args = ['.', `--data-dir=${dataDir}`, ...sandboxArguments()]
  const env = { ...process.env, HEARTH_TEST_TUNING: 'not JSON' }
  const hearth = spawn(electronExecutable(root), args, { cwd: root, stdio: 'ignore', env })
  const log = join(dataDir, 'logs', 'hearth.log')
  const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  await expect.poll(logged).toMatch(/error Hearth could not start(.*\n)+.* at /)
  expect(hearth.exitCode, 'it waits for the person to have read it').toBeNull()
  hearth.kill('SIGTERM')
  await once(hearth, 'exit')
  expect(logged()).not.toContain('could not be shown')
})

import { expect } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { longMessage } from '../support/models'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

interface Stored {
  kind: string
  samples?: { at: number; size: number; ms: number }[]
}

test('what the first prompt took to read is kept for the next load, and nothing is measured while nobody asks', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' A short answer.')
  const file = join(dataDir, 'tunings.json')
  const hearth = await launch({ env: { HEARTH_TEST_TUNING: '' } })
  await hearth.waitUntilReady()
  expect(existsSync(file), 'loading measures nothing').toBe(false)
  await hearth.ask(longMessage(80))
  await expect.poll(() => existsSync(file)).toBe(true)
  const [tuning] = Object.values((JSON.parse(readFileSync(file, 'utf8')) as { tunings: Record<string, Stored> }).tunings)
  expect(tuning?.kind).toBe('measuring')
  expect(tuning?.samples?.every(({ size, ms }) => size === 16 && ms > 0)).toBe(true)
  expect(tuning?.samples?.length).toBeGreaterThan(0)
})

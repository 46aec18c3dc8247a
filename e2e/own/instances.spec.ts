import { expect } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hearth } from '../support/hearth'
import { loadScript } from '../support/preset'
import { startPlainly } from '../support/plainStart'
import { test } from '../support/story'

interface Ended {
  code: number | null
  output: string
}

/** Starts Hearth as a person does and waits for its end. */
function startAndWait(dataDir: string): Promise<Ended> {
  const child = startPlainly(dataDir, { stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

const isShown = ({ app }: Hearth): Promise<boolean> =>
  app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.isVisible() && !window.isMinimized())
        .join() === 'true'
  )

test('a second start on the same folder says so in one line, ends well and brings the first window forward', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' A short answer.')
  const first = await launch()
  await expect(first.composer).toBeVisible()
  await first.composer.fill('still here')
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  expect(await isShown(first)).toBe(false)
  expect(await startAndWait(dataDir)).toEqual({
    code: 0,
    output: 'Hearth is running already; its window has come forward.\n'
  })
  await expect.poll(() => isShown(first)).toBe(true)
  await expect(first.composer).toHaveValue('still here')
})

test('two folders are two Hearths', async ({ dataDir: parent, launch }) => {
  const folders = [join(parent, 'one'), join(parent, 'other')] as const
  for (const folder of folders) {
    mkdirSync(folder)
    loadScript(folder, ' A short answer.')
  }
  const [one, other] = [await launch({ dataDir: folders[0] }), await launch({ dataDir: folders[1] })]
  await expect(one.composer).toBeVisible()
  await expect(other.composer).toBeVisible()
})

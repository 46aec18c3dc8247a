import { expect } from '@playwright/test'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { countAndHalt, script, stopHalted } from '../support/counting'
import { statusField } from '../support/linuxProcess'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

// Where user namespaces are forbidden, Chromium has no sandbox to run in, and Hearth starts all the same.

test.beforeEach(() => {
  const reason = cannotExercise('namespaceLimit')
  test.skip(reason !== undefined, reason)
})

test('without user namespaces Hearth opens, without the sandbox, replies, stops and quits', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  const hearth = await launch({ withoutNamespaces: true })
  const pid = await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
  expect(statusField(pid, 'Seccomp')).toBe('0')
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  await stopHalted(hearth)
  expect(script.trim().startsWith(await hearth.lastText())).toBe(true)
})

test('without user namespaces a kill -9 leaves no process behind, and the reply is there at the next start', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, script)
  let hearth = await launch({ withoutNamespaces: true })
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  await hearth.kill()
  hearth = await launch({ withoutNamespaces: true })
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  expect(script.trim().startsWith(await hearth.lastText())).toBe(true)
})

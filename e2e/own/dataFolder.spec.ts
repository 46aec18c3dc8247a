import { expect } from '@playwright/test'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { loadScript, writeState } from '../support/preset'
import { test } from '../support/story'

/** Every file below a folder, as a path from it. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))

// Caches that the desktop's own libraries keep, for every program alike.
const ofTheDesktop = /^\.cache\/(mesa_shader_cache|mesa_shader_cache_db|fontconfig|dconf)\/|^\.config\/dconf\//

for (const dataDirBy of ['equals', 'space', 'environment'] as const) {
  test(`everything that Hearth writes is in the folder it is given (${dataDirBy})`, async ({ dataDir: parent, launch }) => {
    const dataDir = join(parent, 'a folder — für Hearth')
    mkdirSync(dataDir)
    loadScript(dataDir, ' A short answer.')
    const home = join(parent, 'home')
    const temporary = join(parent, 'tmp')
    for (const folder of [home, temporary]) mkdirSync(folder)
    const nowhere = { XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '', XDG_DATA_HOME: '', XDG_STATE_HOME: '' }
    const hearth = await launch({ dataDir, dataDirBy, env: { HOME: home, TMPDIR: temporary, ...nowhere } })
    await hearth.waitUntilReady()
    await hearth.ask('Where is this kept?')
    await hearth.close()

    expect(filesIn(home).filter((file) => !ofTheDesktop.test(file))).toEqual([])
    expect(filesIn(temporary)).toEqual([])
    const own = filesIn(dataDir)
    for (const file of ['conversations.db', 'settings.json', 'state.json', 'logs/hearth.log']) expect(own).toContain(file)
    expect(readFileSync(join(dataDir, 'logs', 'hearth.log'), 'utf8'), 'the log holds nothing that people write').not.toContain(
      'Where is this kept'
    )
  })
}

test('the window opens where and as large as it was left', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  const bounds = { x: 60, y: 40, width: 900, height: 640 }
  const first = await launch()
  await expect(first.composer).toBeVisible()
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), bounds)
  await expect.poll(() => first.page.evaluate(() => innerWidth)).toBe(900)
  await first.close()
  const second = await launch()
  await expect(second.composer).toBeVisible()
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(bounds)
})

test('a window that was left on a display that is gone opens on one that is there', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  writeState(dataDir, { window: { x: 9000, y: -4000, width: 800, height: 600, isMaximized: false } })
  const { app, composer } = await launch()
  await expect(composer).toBeVisible()
  const isInside = await app.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows()[0]?.getBounds()
    const { workArea } = screen.getPrimaryDisplay()
    return window && window.x >= workArea.x && window.y >= workArea.y && window.x + window.width <= workArea.x + workArea.width
  })
  expect(isInside).toBe(true)
})

test('without a name for it, a run from the repository keeps apart from the installed application', async ({ dataDir: home, launch }) => {
  const reason = cannotExercise('linux') // elsewhere the folder does not follow from HOME
  test.skip(reason !== undefined, reason)
  const hearth = await launch({ dataDirBy: 'environment', env: { HEARTH_DATA_DIR: '', HOME: home, XDG_CONFIG_HOME: '' } })
  await expect(hearth.composer).toBeVisible()
  expect(statSync(join(home, '.config', 'Hearth (development)', 'conversations.db')).isFile()).toBe(true)
  expect(await hearth.app.evaluate(({ app }) => app.getPath('userData'))).toBe(join(home, '.config', 'Hearth (development)'))
})

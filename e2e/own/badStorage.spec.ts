import { expect } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { root, type Hearth, type LaunchOptions } from '../support/hearth'
import { loadScript, minute, saveChats } from '../support/preset'
import { test } from '../support/story'

const chats = [
  { title: 'The lake', ago: minute, messages: ['What is a lake?', 'Water with land around it. '.repeat(400)] },
  { title: 'The sea', ago: 5 * minute, messages: ['What is a sea?', 'Water without an end. '.repeat(2000)] }
]

const database = (dataDir: string): string => join(dataDir, 'conversations.db')

/** Overwrites part of a file. */
function damage(file: string, bytes: Buffer, at: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

async function expectToWork(hearth: Hearth): Promise<void> {
  await hearth.waitUntilReady()
  expect(await hearth.ask('Does it work?')).toContain('It works.')
}

/** Another program that has the database, as a backup or a file browser might. */
async function holdDatabase(dataDir: string): Promise<ChildProcess> {
  const script = `
    import { DatabaseSync } from '@photostructure/sqlite'
    const database = new DatabaseSync(process.argv[1])
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    process.send('held')
    process.on('message', () => { database.exec('COMMIT'); database.close(); process.disconnect() })`
  const otherProcess = spawn(process.execPath, ['--input-type=module', '--eval', script, database(dataDir)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  await once(otherProcess, 'message')
  return otherProcess
}

test('chats that another program holds are said to be in use; Try again opens them once they are free', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' It works.')
  await saveChats(dataDir, chats)
  const otherProcess = await holdDatabase(dataDir)
  const hearth = await launch()
  const alert = hearth.page.getByRole('alert')
  await expect(alert).toContainText('Your chats are in use by another program.')
  await expect(alert).toContainText('Close the other copy of Hearth')
  await expect(hearth.conversations).toHaveCount(0)
  await hearth.composer.fill('This is not lost.')
  await hearth.button('Send').click()
  await expect(hearth.composer).toHaveValue('This is not lost.')
  await hearth.button('Try again').click()
  // A second try at once is the same one, which waits three seconds for the other program; its end is not seen on the screen.
  await expect(hearth.call('storage.retry', {})).rejects.toThrow('storage.locked')
  await expect(alert.first()).toContainText('in use')

  otherProcess.send('let go')
  await once(otherProcess, 'exit')
  await hearth.button('Try again').click()
  await expect(hearth.conversations).toHaveText([/The lake/, /The sea/])
  await expect(hearth.composer).toHaveValue('This is not lost.')
  await hearth.open('The lake')
  await expect(hearth.replies).toContainText('Water with land around it.')
  await expectToWork(hearth)
})

const damages = [
  { what: 'at its beginning', at: () => 0, bytes: 100 },
  { what: 'in its middle, after Hearth was cut off', at: (file: string) => Math.floor(statSync(file).size / 8192) * 4096, bytes: 4096 }
]
for (const { what, at, bytes } of damages) {
  test(`a database that is damaged ${what} is set aside under a name that is told, and Hearth works`, async ({ dataDir, launch }) => {
    loadScript(dataDir, ' It works.')
    await saveChats(dataDir, chats)
    const file = database(dataDir)
    damage(file, Buffer.alloc(bytes, 0xa5), at(file))
    if (at(file) > 0) writeFileSync(`${file}.suspect`, '') // what Hearth leaves behind when it meets damage
    const before = readFileSync(file)
    const hearth = await launch()
    const alert = hearth.page.getByRole('alert')
    await expect(alert).toContainText('Your chats could not be read, so Hearth started with an empty list.')
    const name = /“(conversations\.damaged-[\dTZ-]+\.db)”/.exec((await alert.textContent()) ?? '')?.[1] ?? ''
    expect(readFileSync(join(dataDir, name)).equals(before), 'not a byte of it was changed').toBe(true)
    await expect(hearth.conversations).toHaveCount(0)
    await expectToWork(hearth)
    await hearth.close()

    const next = await launch()
    await expect(next.conversations).toHaveText([/Does it work\?/])
    await expect(next.page.getByRole('alert')).toHaveCount(0)
    expect(existsSync(join(dataDir, name))).toBe(true)
  })
}

test('a page of the database that turns out to be damaged costs the chat it holds, not the others', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' It works.')
  await saveChats(dataDir, chats)
  const file = database(dataDir)
  const place = readFileSync(file).indexOf('Water without an end. Water without an end.') + 5 * 4096 // a page that holds nothing else
  damage(file, Buffer.alloc(4096, 0xa5), Math.floor(place / 4096) * 4096)
  const hearth = await launch()
  await hearth.conversation('The sea').getByRole('button').first().click()
  await expect(hearth.page.getByRole('alert')).toContainText('The chat could not be opened.')
  await hearth.open('The lake')
  await expect(hearth.replies).toContainText('Water with land around it.')
  await expectToWork(hearth)
})

test('chats of a newer Hearth are left as they are', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Never said.')
  await saveChats(dataDir, chats)
  const file = database(dataDir)
  damage(file, Buffer.from([0, 0, 0, 99]), 60) // user_version in the header
  const before = readFileSync(file)
  const hearth = await launch()
  await expect(hearth.page.getByRole('alert')).toContainText('Your chats were saved by a newer version of Hearth. They are untouched.')
  await expect(hearth.page.getByRole('alert')).toContainText('Open them with that version.')
  await expect(hearth.button('Try again')).toHaveCount(0)
  await hearth.close()
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(readdirSync(dataDir).filter((name) => name.includes('damaged'))).toEqual([])
  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
})

test('damaged settings start anew, the file is kept, and that is said once', async ({ dataDir, launch }) => {
  writeFileSync(join(dataDir, 'settings.json'), '{"version":1,"modelId":')
  const hearth = await launch()
  await expect(hearth.banners.getByText('Your settings could not be read and start anew.')).toBeVisible()
  const [kept = ''] = readdirSync(dataDir).filter((name) => name.startsWith('settings.corrupt-'))
  await expect(hearth.banners.getByText(`The old file was kept as ${kept}.`)).toBeVisible()
  expect(readFileSync(join(dataDir, kept), 'utf8')).toBe('{"version":1,"modelId":')
  await hearth.waitUntilReady()
  await hearth.close()
  const next = await launch()
  await next.waitUntilReady()
  await expect(next.banners.getByText('Your settings could not be read')).toHaveCount(0)
})

test('damaged settings are restored from the last good ones', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' It works.')
  const first = await launch()
  await first.waitUntilReady()
  await first.close()
  writeFileSync(join(dataDir, 'settings.json'), '\u0000'.repeat(200))
  const second = await launch()
  await expect(second.banners.getByText('Your settings could not be read, so the last good ones are back.')).toBeVisible()
  await expectToWork(second)
})

/** Opens Hearth on a place that it cannot write, and chats there all the same. */
async function chatWithoutFolder(place: string, temporary: string, launch: (options: LaunchOptions) => Promise<Hearth>): Promise<void> {
  mkdirSync(temporary)
  const hearth = await launch({ dataDir: place, env: { TMPDIR: temporary } })
  const alert = hearth.page.getByRole('alert')
  await expect(alert).toContainText('Nothing will be saved in this session.')
  await expect(alert).toContainText(`Hearth cannot write to ${place}. Your chats there are untouched.`)
  await hearth.waitUntilReady()
  await hearth.write('Hello')
  await hearth.waitForText()
  await hearth.close()
}

test('a folder that cannot be made is said at once, and one can still chat', async ({ dataDir: parent, launch }) => {
  writeFileSync(join(parent, 'file'), '')
  await chatWithoutFolder(join(parent, 'file', 'below'), join(parent, 'tmp'), launch)
})

test('a folder that cannot be written is said at once, nothing in it is touched, and one can still chat', async ({
  dataDir: parent,
  launch
}) => {
  // Permissions do not bind root, and Windows has others.
  const reason = cannotExercise('signals') ?? (process.getuid?.() === 0 ? cannotExercise('userNamespace') : undefined)
  test.skip(reason !== undefined, reason)
  const dataDir = join(parent, 'closed')
  mkdirSync(dataDir)
  await saveChats(dataDir, chats)
  chmodSync(dataDir, 0o555)
  const before = readdirSync(dataDir)
  await chatWithoutFolder(dataDir, join(parent, 'tmp'), launch)
  expect(readdirSync(dataDir)).toEqual(before)
  chmodSync(dataDir, 0o755)
  const next = await launch({ dataDir })
  await expect(next.conversations).toHaveText([/The lake/, /The sea/])
})

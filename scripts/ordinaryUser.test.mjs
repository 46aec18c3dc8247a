import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { cannotExercise } from './exercised.mjs'
import { ordinaryUserPrefix, runAsOrdinaryUser } from './ordinaryUser.mjs'
import { testFolder } from './setup/testFolder.mjs'

let root

/** A checkout that is closed to other users, as a temporary clone is. */
beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  root = testFolder()
  fs.mkdirSync(path.join(root, 'closed'))
  fs.writeFileSync(path.join(root, 'closed', 'script.cjs'), '')
  fs.chmodSync(path.join(root, 'closed'), 0o000) // binds an ordinary owner, not root
  onTestFinished(() => fs.chmodSync(path.join(root, 'closed'), 0o700))
  fs.writeFileSync(path.join(root, 'secret.txt'), 'content', { mode: 0o600 })
  fs.writeFileSync(
    path.join(root, 'tool.cjs'),
    `const fs = require('fs')
     let refused; try { fs.writeFileSync('closed/file', 'x') } catch (error) { refused = error.code }
     const bits = /^CapEff:\\s+(\\S+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]
     const { HOME, TMPDIR, GIVEN } = process.env
     const result = { uid: process.getuid(), hasCapabilities: BigInt('0x' + bits) !== 0n, refused, content: fs.readFileSync('secret.txt', 'utf8'), HOME, TMPDIR, GIVEN }
     fs.writeFileSync('result.json', JSON.stringify(result)); process.exit(3)`
  )
})

const run = async (prefix) => {
  const status = await runAsOrdinaryUser(['tool.cjs'], { cwd: root, env: { GIVEN: 'yes' }, prefix })
  return { status, ...JSON.parse(fs.readFileSync(path.join(root, 'result.json'), 'utf8')) }
}

test('the end-to-end tests run without capabilities and not as root, in the checkout itself', async (context) => {
  const prefix = ordinaryUserPrefix()
  const reason = prefix ? undefined : cannotExercise('userNamespace')
  context.skip(reason !== undefined, reason)
  const result = await run(prefix)
  expect(result).toMatchObject({ status: 3, hasCapabilities: false, refused: 'EACCES', content: 'content', GIVEN: 'yes' })
  expect(result.uid).not.toBe(0)
})

test('as another user they have a home and temporary files of their own, which go when they end', async () => {
  const result = await run(['env'])
  expect(result).toMatchObject({ status: 3, GIVEN: 'yes' })
  expect(result.HOME).not.toBe(process.env.HOME)
  expect(result.TMPDIR).not.toBe(process.env.TMPDIR)
  expect([result.HOME, result.TMPDIR].filter((folder) => fs.existsSync(folder))).toEqual([])
})

test('where root cannot become an ordinary user they run as root and say so', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(await run(null)).toMatchObject({ status: 3, uid: process.getuid(), GIVEN: 'yes' })
  expect(said).toHaveBeenCalledWith(expect.stringContaining("without Chromium's sandbox"))
  said.mockRestore()
})

test('a checkout that the ordinary user could not read is noticed before anything runs', () => {
  const script = path.join(root, 'closed', 'script.cjs')
  expect(ordinaryUserPrefix(script, true)).toBe(undefined)
})

import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cannotExercise } from './exercised.mjs'
import { withoutUserNamespaces } from './namespaceLimit.mjs'
import { ordinaryUserPrefix } from './ordinaryUser.mjs'
import { electronExecutable } from './setup/electron.mjs'

const script = path.join(import.meta.dirname, 'sandbox.mjs')
const electron = electronExecutable(path.dirname(import.meta.dirname))

const succeeds = ([command, ...args], env = {}) =>
  spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, ...env } }).status === 0
const probe = (prefix, env) => succeeds([...prefix, process.execPath, script], env)
const electronStarts = (prefix, ...flags) => succeeds([...prefix, electron, '--version', ...flags])

beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
})

test('what the probe says of the sandbox is what Electron finds', () => {
  const prefix = ordinaryUserPrefix() ?? []
  expect(electronStarts(prefix)).toBe(probe(prefix))
})

test('where user namespaces are forbidden the probe says no, and Electron starts only without the sandbox', (context) => {
  const reason = cannotExercise('namespaceLimit')
  context.skip(reason !== undefined, reason)
  expect(probe(withoutUserNamespaces)).toBe(false)
  expect(electronStarts(withoutUserNamespaces)).toBe(false)
  expect(electronStarts(withoutUserNamespaces, '--no-sandbox')).toBe(true)
})

test('HEARTH_SANDBOX=off turns the sandbox off where it would work', () => {
  expect(probe(ordinaryUserPrefix() ?? [], { HEARTH_SANDBOX: 'off' })).toBe(false)
})

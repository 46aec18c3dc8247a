import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { setUpSystemPackages } from './systemPackages.mjs'
import { quietHome, testFolder } from './testFolder.mjs'

let root
let bin

function fakeProgram(name, script) {
  fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

/** A machine on which Electron lacks a library until the fake apt-get has run, and which knows only the new package names. */
beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  root = testFolder()
  bin = path.join(root, 'bin')
  const electron = path.join(root, 'node_modules', 'electron')
  fs.mkdirSync(path.join(electron, 'dist'), { recursive: true })
  fs.mkdirSync(bin)
  fs.writeFileSync(path.join(electron, 'package.json'), '{"name":"electron","version":"1.0.0"}')
  fs.writeFileSync(path.join(electron, 'path.txt'), 'electron')
  fs.mkdirSync(path.join(root, '.fonts'))
  fs.writeFileSync(path.join(root, '.fonts', 'any.ttf'), '')
  fakeProgram('ldd', `[ -e ${root}/installed ] || echo '	libgtk-3.so.0 => not found'`)
  fakeProgram('apt-cache', 'case $2 in *t64) echo "  Candidate: 1.0";; *) echo "  Candidate: (none)";; esac')
  fakeProgram(
    'apt-get',
    `echo "$@" >> ${root}/calls; case "$*" in *--print-uris*) echo "'http://x/y.deb' y.deb 1500000 SHA";; *install*) : > ${root}/installed;; esac`
  )
  vi.stubEnv('PATH', `${bin}${path.delimiter}/bin`)
  vi.stubEnv('DISPLAY', ':0')
  quietHome(root)
})

test('without root one sentence names the library and the command with the names of this release', async () => {
  await expect(setUpSystemPackages(root, { asRoot: false })).rejects.toThrow(
    'This machine lacks libraries (libgtk-3.so.0). Run this and then the command again: sudo apt-get update && sudo apt-get install -y --no-install-recommends libgtk-3-0t64 libnss3 libasound2t64 libgbm1 libxss1 libatk-bridge2.0-0t64 libdrm2'
  )
  expect(fs.existsSync(path.join(root, 'calls'))).toBe(false)
})

test('root installs what is missing, once, and says how much there is to fetch', async () => {
  await setUpSystemPackages(root, { asRoot: true })
  await setUpSystemPackages(root, { asRoot: true })
  const calls = fs.readFileSync(path.join(root, 'calls'), 'utf8').trim().split('\n')
  expect(calls.map((line) => /(update|--print-uris|install)/.exec(line)[0])).toHaveLength(3)
  expect(calls.at(-1)).toMatch(/install -y -qq --no-install-recommends libgtk-3-0t64 /)
  expect(console.log).toHaveBeenCalledWith(expect.stringContaining('1.5 MB to fetch'))
})

test('a failing apt-get is one sentence with its reason', async () => {
  fakeProgram('apt-get', 'echo "E: Unable to locate package libnss3" >&2; exit 100')
  await expect(setUpSystemPackages(root, { asRoot: true })).rejects.toThrow(
    /^apt-get: .*\(Unable to locate package libnss3\)\. Check the network/
  )
})

test('a system without apt-get is told what is missing', async () => {
  fs.rmSync(path.join(bin, 'apt-get'))
  vi.stubEnv('PATH', bin)
  await expect(setUpSystemPackages(root, { asRoot: true })).rejects.toThrow("libgtk-3.so.0). Install it with this system's package manager")
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hasGraphicsDevice } from './graphicsDevice'

let devices: string
beforeEach(() => {
  devices = mkdtempSync(join(tmpdir(), 'hearth-devices-'))
})
afterEach(() => rmSync(devices, { recursive: true, force: true }))

it('a machine has a graphics device when one that draws is there', () => {
  expect(hasGraphicsDevice(devices)).toBe(false)
  mkdirSync(join(devices, 'dri'))
  writeFileSync(join(devices, 'dri', 'card0'), '')
  expect(hasGraphicsDevice(devices), 'a device that only shows').toBe(false)
  writeFileSync(join(devices, 'dri', 'renderD128'), '')
  expect(hasGraphicsDevice(devices)).toBe(true)
})

it.each(['nvidia0', 'dxg'])('%s is a graphics device', (name) => {
  writeFileSync(join(devices, name), '')
  expect(hasGraphicsDevice(devices)).toBe(true)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { graphicsDriver } from './graphicsDriver'

/** In the form that the driver writes. */
const text = `NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024
GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)
`

it('is told where the system says it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-driver-'))
  await writeFile(join(folder, 'version'), text)
  expect(graphicsDriver('linux', join(folder, 'version'))).toBe('NVIDIA 535.183.01')
  await writeFile(join(folder, 'version'), 'no version')
  expect(graphicsDriver('linux', join(folder, 'version'))).toBeNull()
  expect(graphicsDriver('linux', join(folder, 'nothing'))).toBeNull()
  expect(graphicsDriver('darwin')).toBe(`macOS ${release()}`)
  expect(graphicsDriver('win32')).toBeNull()
  await rm(folder, { recursive: true })
})

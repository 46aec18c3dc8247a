import { totalmem } from 'node:os'
import { expect, it } from 'vitest'
import { readFreeMemory } from './freeMemory'

it('this system says what is free, and it is a part of what there is', async () => {
  const free = await readFreeMemory()
  expect(free).toBeGreaterThan(1e6)
  expect(free).toBeLessThanOrEqual(totalmem())
})

it('what the files or programs of another system would say is not known', async () => {
  expect(await readFreeMemory(process.platform === 'darwin' ? 'linux' : 'darwin')).toBeNull()
})

import { expect, it } from 'vitest'
import { availableOnLinux, availableOnMac } from './memoryFigures'

/** In the form that the systems write. */
const meminfo = `MemTotal:       24684100 kB
MemFree:         1583504 kB
MemAvailable:   22917964 kB
Buffers:           15876 kB
Cached:         20480136 kB
`
const vmStat = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               45876.
Pages active:                            403287.
Pages inactive:                          398103.
Pages speculative:                         4719.
Pages throttled:                              0.
Pages wired down:                        139426.
Pages purgeable:                          11534.
"Translation faults":                 884652817.
`

it('Linux counts what it would take from its caches, which is not free', () => {
  expect(availableOnLinux(meminfo)).toBe(22_917_964 * 1_024)
})

it('macOS counts pages that nobody has used for some time, which are not free', () => {
  expect(availableOnMac(vmStat)).toBe((45_876 + 398_103 + 4_719) * 16_384)
})

it('what is not told is not known', () => {
  expect(availableOnLinux(meminfo.replace('MemAvailable', 'MemOther'))).toBeNull()
  expect(availableOnMac(vmStat.replace('Pages inactive', 'Pages other'))).toBeNull()
  expect(availableOnMac(vmStat.replace('page size', 'size'))).toBeNull()
  expect(availableOnMac('')).toBeNull()
})

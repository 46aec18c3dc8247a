import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsIn, sizeIn, smallestIn } from './windowBounds'

const screen = (width: number, height: number) => ({ x: 0, y: 0, width, height })

describe('the first start', () => {
  it.each([
    ['a large screen', screen(2560, 1400), { width: 1180, height: 800 }],
    ['1366×768 with a task bar', screen(1366, 728), { width: 1180, height: 728 }],
    ['1024×600 with a task bar', screen(1024, 560), { width: 1024, height: 560 }]
  ])('opens so that all of the window is on %s', (_name, area, size) => {
    expect(sizeIn(area, null)).toEqual(size)
  })

  it('is smaller than the smallest window where the screen is', () => {
    expect(sizeIn(screen(400, 300), null)).toEqual({ width: 400, height: 300 })
    expect(smallestIn(screen(400, 300))).toEqual({ width: 400, height: 300 })
    expect(smallestIn(screen(1366, 728))).toEqual({ width: 420, height: 480 })
  })
})

describe('a window that was left somewhere', () => {
  it('opens there again', () => {
    const saved = { x: 60, y: 40, width: 900, height: 640 }
    expect(boundsIn(screen(1366, 728), saved)).toEqual(saved)
  })

  it('lies whole in the area, whatever was saved and whatever the screen is now', () => {
    const side = fc.integer({ min: 1, max: 16_384 })
    const place = fc.integer({ min: -100_000, max: 100_000 })
    const rectangle = fc.record({ x: place, y: place, width: side, height: side })
    fc.assert(
      fc.property(rectangle, rectangle, (area, saved) => {
        const bounds = boundsIn(area, saved)
        expect(bounds.x).toBeGreaterThanOrEqual(area.x)
        expect(bounds.y).toBeGreaterThanOrEqual(area.y)
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height)
        expect(bounds.width).toBeGreaterThanOrEqual(smallestIn(area).width)
        expect(bounds.height).toBeGreaterThanOrEqual(smallestIn(area).height)
      })
    )
  })
})

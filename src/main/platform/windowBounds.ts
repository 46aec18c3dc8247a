export interface Size {
  readonly width: number
  readonly height: number
}
export interface Area extends Size {
  readonly x: number
  readonly y: number
}

const SMALLEST: Size = { width: 420, height: 480 }
const FIRST: Size = { width: 1180, height: 800 }

/** The smallest size that the window may be given; never larger than the screen has room for. */
export const smallestIn = (area: Size): Size => ({
  width: Math.min(SMALLEST.width, area.width),
  height: Math.min(SMALLEST.height, area.height)
})

/** How large the window opens: as it was left, else as at first, and always so that all of it can be on the screen. */
export function sizeIn(area: Size, saved: Size | null): Size {
  const { width, height } = saved ?? FIRST
  return {
    width: Math.min(Math.max(SMALLEST.width, width), area.width),
    height: Math.min(Math.max(SMALLEST.height, height), area.height)
  }
}

/** Where it was left, moved so that all of it lies in the area. */
export function boundsIn(area: Area, saved: Area): Area {
  const size = sizeIn(area, saved)
  return {
    ...size,
    x: Math.min(Math.max(saved.x, area.x), area.x + area.width - size.width),
    y: Math.min(Math.max(saved.y, area.y), area.y + area.height - size.height)
  }
}

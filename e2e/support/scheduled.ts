/** What the page has asked to be called for later, and has not been yet; on `window.scheduled` once `recordScheduled` ran. */
interface Scheduled {
  pending: Map<string, string>
}

/** Runs in the page before its scripts. */
export function recordScheduled(): void {
  const pending: Scheduled['pending'] = new Map()
  Object.assign(window, { scheduled: { pending } satisfies Scheduled })
  type Ask = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => number
  const record = (ask: string, cancel: string, isRepeated: boolean): void => {
    const wanted = Reflect.get(window, ask) as Ask
    const cancelled = Reflect.get(window, cancel) as (id?: number) => void
    Reflect.set(window, ask, (run: Parameters<Ask>[0], ms?: number, ...given: unknown[]): number => {
      const id = wanted.call(
        window,
        (...values) => {
          // Struck out only afterwards: what asks for itself again is then there all the time.
          try {
            run(...values)
          } finally {
            if (!isRepeated) pending.delete(`${ask} ${id}`)
          }
        },
        ms,
        ...given
      )
      pending.set(`${ask} ${id}`, isRepeated ? `${ask} ${ms}` : ask)
      return id
    })
    Reflect.set(window, cancel, (id?: number) => {
      pending.delete(`${ask} ${id}`)
      cancelled.call(window, id)
    })
  }
  record('setTimeout', 'clearTimeout', false)
  record('setInterval', 'clearInterval', true)
  record('requestAnimationFrame', 'cancelAnimationFrame', false)
  record('requestIdleCallback', 'cancelIdleCallback', false)
}

/** Runs in the page: what waits to be called, and what moves. */
export function scheduledNow(): string[] {
  const { pending } = Reflect.get(window, 'scheduled') as Scheduled
  const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
  return [...pending.values(), ...moving.map((animation) => `animation ${String(Reflect.get(animation, 'animationName'))}`)]
}

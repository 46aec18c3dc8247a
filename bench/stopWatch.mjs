/**
 * Runs in the page: `window.stopWatch` takes the time of a trusted event, and of the frame that shows what came of it. `arm` before the press;
 * `shown` resolves with both times, on the clock of performance.now().
 */
export function installStopWatch() {
  // The newest reply: what the announcer says may still be of the one before.
  const isStopped = () => /Stopped/.test([...document.querySelectorAll('article')].at(-1)?.textContent ?? '')
  const hasCancel = () => [...document.querySelectorAll('button')].some(({ textContent }) => textContent.trim() === 'Cancel')
  const phaseNow = () => window.bench.events.findLast(({ payload }) => payload.event?.kind === 'phase')?.payload.event.phase.kind ?? null
  let isThere = () => false
  let resolveShown = () => undefined
  const watch = { pressedAt: null, paintedAt: null, phase: null, origin: performance.timeOrigin, shown: null, arm }

  function arm(what) {
    const isDone = what === 'Cancel' ? () => !hasCancel() : isStopped
    if (what === 'Escape' && isStopped()) throw new Error('A reply is shown as stopped before it was')
    isThere = isDone
    watch.pressedAt = null
    const shown = new Promise((resolve) => (resolveShown = resolve))
    watch.shown = () => shown
    // It was ready before it could be cancelled.
    if (what === 'Cancel' && !hasCancel()) resolveShown({ pressedAt: null, paintedAt: null, origin: watch.origin })
  }

  function pressed(event) {
    if (!event.isTrusted || watch.pressedAt !== null) return
    watch.pressedAt = event.timeStamp
    watch.phase = phaseNow()
    const done = () => resolveShown({ pressedAt: watch.pressedAt, paintedAt: performance.now(), origin: watch.origin })
    // In a callback of a frame the page is as that frame draws it; a message comes behind the drawing.
    const look = () => {
      if (!isThere()) return requestAnimationFrame(look)
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = done
      port2.postMessage(null)
    }
    requestAnimationFrame(look)
  }
  window.addEventListener('keydown', (event) => event.key === 'Escape' && pressed(event), { capture: true })
  window.addEventListener('click', (event) => event.target.closest('button')?.textContent.trim() === 'Cancel' && pressed(event), {
    capture: true
  })
  window.stopWatch = watch
}

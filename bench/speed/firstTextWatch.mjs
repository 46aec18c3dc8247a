/** Runs in the page: `window.firstTextAt` is when the first text of the reply to the last Enter was drawn, on the clock of performance.now(). */
export function installFirstTextWatch() {
  const MOST_FRAMES = 120
  let waits = false
  window.firstTextAt = null
  const pressed = (event) => {
    if (event.key !== 'Enter') return
    waits = true
    window.firstTextAt = null
  }
  window.addEventListener('keydown', pressed, { capture: true })
  window.hearth.onEvent(({ payload }) => {
    if (!waits || payload.event?.kind !== 'delta') return
    waits = false
    const word = /[\p{L}\p{N}]+/u.exec(payload.event.text)?.[0] ?? ''
    let frames = 0
    // In a callback of a frame the page is as that frame draws it; a message comes behind the drawing.
    const look = () => {
      const isShown = [...document.querySelectorAll('article')].at(-1)?.textContent.includes(word)
      if (!isShown) return (frames += 1) < MOST_FRAMES && requestAnimationFrame(look)
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (window.firstTextAt = performance.now())
      port2.postMessage(null)
    }
    requestAnimationFrame(look)
  })
}

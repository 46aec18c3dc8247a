/** Runs in the page of the product: `window.probe` counts frames and long tasks, as the comparison's page does, and times from keys to paint. */
export function installProbe() {
  const FRAME = 1000 / 60
  let gaps = []
  let tasks = []
  let begun = 0
  let isRunning = false
  let previous = 0
  const watch = (now) => {
    if (previous) gaps.push(now - previous)
    previous = now
    if (isRunning) requestAnimationFrame(watch)
  }
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })

  const waits = []
  /** The first task after the frame that shows what the key did. */
  const afterPaint = (seen) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => seen(performance.now())
      port2.postMessage(0)
    })
  document.addEventListener(
    'keydown',
    ({ timeStamp, key }) => {
      if (key.length === 1) afterPaint((now) => waits.push(now - timeStamp))
    },
    { capture: true, passive: true }
  )

  window.probe = {
    begin() {
      gaps = []
      tasks = []
      previous = 0
      waits.length = 0
      begun = performance.now()
      isRunning = true
      requestAnimationFrame(watch)
    },
    end() {
      isRunning = false
      tasks.push(...observer.takeRecords().map(({ duration }) => duration))
      const dropped = gaps.reduce((sum, milliseconds) => sum + Math.max(0, Math.round(milliseconds / FRAME) - 1), 0)
      return {
        milliseconds: performance.now() - begun,
        frames: gaps.length,
        dropped,
        longestFrame: Math.max(0, ...gaps),
        longTasks: tasks.length,
        longestTask: Math.max(0, ...tasks),
        waits: [...waits]
      }
    },
    /**
     * Milliseconds from the click that is done next until an element of this selector is painted, and how many of them the page had the chat:
     * from when the longest of its answers came.
     */
    untilPainted: (selector) =>
      new Promise((resolve) => {
        const parse = JSON.parse
        let longest = 0
        let cameAt = 0
        JSON.parse = (text, ...more) => {
          if (text.length > longest) [longest, cameAt] = [text.length, performance.now()]
          return parse(text, ...more)
        }
        const painted = (now, timeStamp) => {
          JSON.parse = parse
          resolve({ whole: now - timeStamp, page: now - cameAt })
        }
        document.addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = () => {
              if (document.querySelector(selector)) afterPaint((now) => painted(now, timeStamp))
              else requestAnimationFrame(look)
            }
            requestAnimationFrame(look)
          },
          { capture: true, once: true }
        )
      })
  }
}

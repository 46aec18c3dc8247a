import { nextFrame } from './turns.mjs'

const FRAME = 1000 / 60

/**
 * A worker posts tokens at `rate` a second; what has come is shown every `gap` ms at most. While it runs, frames and long tasks are counted.
 * Frames are late where the page has none for longer than one and a half of them.
 */
export async function paced({ tokens, show, rate, gap }) {
  const frames = watchFrames()
  const tasks = watchTasks()
  let received = 0
  let text = ''
  let commits = 0
  let isScheduled = false
  let lastCommit = -Infinity
  const commit = () => {
    isScheduled = false
    lastCommit = performance.now()
    commits++
    show(text, received >= tokens.length)
  }
  const schedule = () => {
    if (isScheduled) return
    isScheduled = true
    setTimeout(commit, Math.max(0, gap - (performance.now() - lastCommit)))
  }
  const begun = performance.now()
  const worker = new Worker(URL.createObjectURL(new Blob([`(${post})(${tokens.length}, ${rate})`])))
  await new Promise((resolve) => {
    worker.onmessage = () => {
      text += tokens[received++]
      schedule()
      if (received >= tokens.length) resolve()
    }
  })
  while (isScheduled) await nextFrame()
  await nextFrame()
  worker.terminate()
  return { milliseconds: performance.now() - begun, commits, ...frames.stop(), ...tasks.stop() }
}

/** Runs in the worker. */
function post(count, rate) {
  const begun = performance.now()
  let sent = 0
  const tick = () => {
    const due = Math.min(count, Math.floor(((performance.now() - begun) * rate) / 1000))
    while (sent < due) {
      sent++
      self.postMessage(0)
    }
    if (sent < count) setTimeout(tick, Math.max(1, ((sent + 1) * 1000) / rate - (performance.now() - begun)))
  }
  tick()
}

function watchFrames() {
  const gaps = []
  let previous = 0
  let isRunning = true
  const watch = (now) => {
    if (previous) gaps.push(now - previous)
    previous = now
    if (isRunning) requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
  return {
    stop() {
      isRunning = false
      const dropped = gaps.reduce((sum, milliseconds) => sum + Math.max(0, Math.round(milliseconds / FRAME) - 1), 0)
      return { frames: gaps.length, dropped, longestFrame: Math.max(0, ...gaps) }
    }
  }
}

/** Tasks of 50 ms and more; shorter ones the browser does not tell. */
export function watchTasks() {
  const durations = []
  const observer = new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })
  return {
    stop() {
      durations.push(...observer.takeRecords().map(({ duration }) => duration))
      observer.disconnect()
      return { longTasks: durations.length, longestTask: Math.max(0, ...durations) }
    }
  }
}

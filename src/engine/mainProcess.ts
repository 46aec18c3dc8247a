import type { FromEngine } from './protocol'

/** What Electron gives a utility process to talk with main. */
export interface ParentPort {
  postMessage(message: unknown): void
  on(name: 'message', listener: (event: { data: unknown }) => void): void
}

/** Main, as the engine's process sees it: the same for a utility process and for a plain Node child. */
export interface MainProcess {
  /** Only in a utility process. */
  readonly port: ParentPort | null
  send(message: FromEngine): void
  onMessage(listener: (message: unknown) => void): void
}

export function connectToMain(): MainProcess {
  const port = (process as { parentPort?: ParentPort }).parentPort ?? null
  if (port) {
    return {
      port,
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data))
    }
  }
  process.on('disconnect', leave)
  // Ctrl+C, a closed terminal and the end of a desktop session reach every process of Hearth; main decides what happens then.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  return {
    port: null,
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener)
  }
}

/** Main has exited. SIGKILL, because `process.exit` waits for native work that is still running. */
function leave(): void {
  process.kill(process.pid, 'SIGKILL')
}

import childProcess from 'node:child_process'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'

/** Looks like the child process in which the library tries a binary, and says at once that all is well. */
class PassedTest extends EventEmitter {
  exitCode: number | null = null
  killed = false

  constructor() {
    super()
    queueMicrotask(() => this.emit('message', { type: 'ready' }))
  }

  send({ type }: { type: 'start' | 'test' | 'exit' }): void {
    if (type === 'exit') {
      this.exitCode = 0
      this.emit('exit', 0)
    } else this.emit('message', { type: type === 'start' ? 'loaded' : 'done' })
  }

  kill(): void {
    this.killed = true
  }
}

/**
 * Runs `open` while the library's self-test of a binary counts as passed, which saves about half a second of every start. The test protects
 * the process that loads the binary. A crash of this process loses no data: main reports it, and recognizes by the exit code a processor
 * that lacks instructions. Only for binaries that touch no driver.
 */
export async function withoutSelfTest<T>(open: () => Promise<T>): Promise<T> {
  const { fork } = childProcess
  childProcess.fork = (() => new PassedTest()) as unknown as typeof fork
  syncBuiltinESMExports()
  try {
    return await open()
  } finally {
    childProcess.fork = fork
    syncBuiltinESMExports()
  }
}

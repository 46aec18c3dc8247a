import type { Log } from '../core/errors/log'

const LONGEST_LINE = 4_000 // characters that are kept of a line; a process that writes without line ends must not fill the memory

/** Copies what a child process writes to these streams into the log, a line at a time. */
export function copyOutput(streams: readonly (NodeJS.ReadableStream | null)[], name: string, log: Log): void {
  for (const stream of streams) {
    let line = ''
    const write = (): void => {
      log.info(`${name}: ${line.replace(/\r$/, '')}`)
      line = ''
    }
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      const [first = '', ...others] = text.split('\n')
      line = (line + first).slice(0, LONGEST_LINE)
      for (const other of others) {
        write()
        line = other.slice(0, LONGEST_LINE)
      }
    })
    stream?.on('end', () => {
      if (line !== '') write()
    })
  }
}

import childProcess from 'node:child_process'
import { expect, it } from 'vitest'
import type { ParentPort } from './mainProcess'
import { isProbeReport, probeThroughMain } from './probeClient'

it('lets main run the test of a binary, which looks like a child process to the library', () => {
  const sent: unknown[] = []
  let receive: (data: unknown) => void = () => undefined
  const port: ParentPort = {
    postMessage: (message) => sent.push(message),
    on: (_, listener) => (receive = (data) => listener({ data }))
  }
  const fork = childProcess.fork
  try {
    probeThroughMain(port)
    const child = childProcess.fork('/library/test.js')
    const heard: unknown[] = []
    child.on('message', (message) => heard.push(message))
    child.on('exit', (code) => heard.push({ code }))
    child.send({ type: 'start' })
    receive({ probe: 'message', id: 1, data: { type: 'ready' } })
    receive({ probe: 'message', id: 7, data: 'of another probe' })
    receive({ kind: 'count' })
    child.kill()
    receive({ probe: 'exit', id: 1, code: 0 })
    expect(heard).toEqual([{ type: 'ready' }, { code: 0 }])
    expect(child.exitCode).toBe(0)
    expect(sent).toEqual([
      { probe: 'fork', id: 1, file: '/library/test.js' },
      { probe: 'send', id: 1, data: { type: 'start' } },
      { probe: 'kill', id: 1 }
    ])
  } finally {
    childProcess.fork = fork
  }
})

it('tells reports from messages of the protocol', () => {
  expect(isProbeReport({ probe: 'exit', id: 1, code: 0 })).toBe(true)
  for (const other of [{ kind: 'abort', id: 1 }, { probe: 'fork', id: 1 }, null, 'exit']) expect(isProbeReport(other)).toBe(false)
})

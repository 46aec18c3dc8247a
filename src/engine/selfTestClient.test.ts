import childProcess from 'node:child_process'
import { expect, it } from 'vitest'
import type { ParentPort } from './mainProcess'
import { isSelfTestReport, selfTestThroughMain } from './selfTestClient'

it('lets main run the test of a binary, which looks like a child process to the library', () => {
  const sent: unknown[] = []
  let receive: (data: unknown) => void = () => undefined
  const port: ParentPort = {
    postMessage: (message) => sent.push(message),
    on: (_, listener) => (receive = (data) => listener({ data }))
  }
  const fork = childProcess.fork
  try {
    selfTestThroughMain(port)
    const child = childProcess.fork('/library/test.js')
    const heard: unknown[] = []
    child.on('message', (message) => heard.push(message))
    child.on('exit', (code) => heard.push({ code }))
    child.send({ type: 'start' })
    receive({ selfTest: 'message', id: 1, data: { type: 'ready' } })
    receive({ selfTest: 'message', id: 7, data: 'of another self-test' })
    receive({ kind: 'count' })
    child.kill()
    receive({ selfTest: 'exit', id: 1, code: 0 })
    expect(heard).toEqual([{ type: 'ready' }, { code: 0 }])
    expect(child.exitCode).toBe(0)
    expect(sent).toEqual([
      { selfTest: 'fork', id: 1, file: '/library/test.js' },
      { selfTest: 'send', id: 1, data: { type: 'start' } },
      { selfTest: 'kill', id: 1 }
    ])
  } finally {
    childProcess.fork = fork
  }
})

it('tells reports from messages of the protocol', () => {
  expect(isSelfTestReport({ selfTest: 'exit', id: 1, code: 0 })).toBe(true)
  for (const other of [{ kind: 'abort', id: 1 }, { selfTest: 'fork', id: 1 }, null, 'exit']) expect(isSelfTestReport(other)).toBe(false)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { logTail } from './logTail'

function logWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'hearth.log'), text)
  return join(folder, 'hearth.log')
}

it('has the last lines, whole ones only', async () => {
  expect(await logTail(logWith('one\ntwo\nthree\n'), 2)).toEqual(['two', 'three'])
  const long = Array.from({ length: 5_000 }, (_, place) => `line ${place} ends`)
  const tail = await logTail(logWith(long.join('\n')), 10_000)
  expect(tail.every((line) => /^line \d+ ends$/.test(line))).toBe(true)
  expect(tail.at(-1)).toBe('line 4999 ends')
})

it('is empty where there is no log', async () => {
  expect(await logTail('/nowhere/hearth.log', 10)).toEqual([])
})

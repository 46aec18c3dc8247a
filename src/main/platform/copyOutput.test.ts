import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { copyOutput } from './copyOutput'

const copied = async (...chunks: (string | Buffer)[]): Promise<string[]> => {
  const entries: string[] = []
  const stream = new PassThrough()
  const ended = new Promise((resolve) => stream.on('end', resolve))
  copyOutput([stream, null], 'engine', { info: (message) => void entries.push(message), warn: () => undefined, error: () => undefined })
  for (const chunk of chunks) stream.write(chunk)
  stream.end()
  await ended
  return entries
}

describe('output of a child process', () => {
  it('becomes one entry a line, however the pieces fall', async () => {
    const bytes = Buffer.from('größe\nb\r\n\nlast')
    const expected = ['engine: größe', 'engine: b', 'engine: ', 'engine: last']
    expect(await copied(bytes)).toEqual(expected)
    expect(await copied(...Array.from(bytes, (byte) => Buffer.of(byte)))).toEqual(expected)
  })

  it('keeps the beginning of a line that does not end', async () => {
    const entries = await copied(...Array.from({ length: 100 }, () => 'x'.repeat(1_000)), 'y\nnext\n')
    expect(entries).toEqual([`engine: ${'x'.repeat(4_000)}`, 'engine: next'])
  })
})

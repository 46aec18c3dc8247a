import { describe, expect, it } from 'vitest'
import { CodeColouring } from './codeColouring'
import { grammarOf } from './highlighter'
import { languageOf } from './languages'
import { SAFER, saferPattern } from './saferPatterns'

const load = async (word: string) => (await languageOf(word)?.load())?.default ?? []

/** What has which class. */
async function coloured(word: string, source: string): Promise<string[]> {
  const colouring = new CodeColouring(grammarOf(await load(word)))
  let code = colouring.advance(source, { lines: 100, milliseconds: 1_000 })
  while (!code.isDone && !code.isTooSlow) code = colouring.advance(source, { lines: 100, milliseconds: 1_000 })
  return code.chunks.flat().flatMap((line) => line.filter(([name]) => name !== '').map(([name, text]) => `${name} ${text.trim()}`))
}

/** Every string that a grammar holds. */
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

describe('patterns that are made safer', () => {
  it('are there: a grammar that has changed is to be looked at again', async () => {
    const patterns = [...stringsIn(await load('cpp')), ...stringsIn(await load('c#'))]
    expect(SAFER.map(([part]) => part).filter((part) => !patterns.some((pattern) => pattern.includes(part)))).toEqual([])
    expect(SAFER.map(([part]) => part).filter((part) => saferPattern(part).includes(part))).toEqual([])
  })

  it('colour C++ as it is written', async () => {
    const seen = await coloured(
      'cpp',
      'static const std::vector<int> &items(Node **first, int *&second) {\n  return *first->list; // all\n}\n'
    )
    expect(seen).toEqual(expect.arrayContaining(['token-type vector', 'token-function items', 'token-type Node', 'token-comment // all']))
    expect(seen).toContain('token-keyword return')
  })

  it('colour C# as it is written', async () => {
    const source = 'public static Dictionary<string, List<int>> Count(int? many, byte* raw, int[,] grid) {\n  var a = b.c<d>();\n}\n'
    const seen = await coloured('c#', source)
    expect(seen).toEqual(
      expect.arrayContaining(['token-keyword public static', 'token-type Dictionary', 'token-function Count', 'token-keyword var'])
    )
  })
})

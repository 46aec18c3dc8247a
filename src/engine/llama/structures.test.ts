import fc from 'fast-check'
import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp'
import { beforeAll, describe, expect, it } from 'vitest'
import { structureFault } from '../../shared/domain/structure/structureFault'

let llama: Llama
beforeAll(async () => {
  llama = await getLlama({ gpu: false, logLevel: LlamaLogLevel.disabled, build: 'never' })
})

const isTakenByLlama = (grammar: string): Promise<boolean> =>
  llama.createGrammar({ grammar }).then(
    () => true,
    () => false
  )
const isTakenByHearth = (text: string): boolean => structureFault({ kind: 'grammar', text }) === null

// A repetition with the larger number first ends the process there, and is none of these.
describe('a grammar is taken by Hearth exactly where llama.cpp takes it', () => {
  it.each([
    'root ::= "a" | "b"',
    '# a list\nroot ::= item+ # of items\nitem ::= "- " [^\\n]+ "\\n"\n',
    'root ::= (\n  "a" |\n  "b"\n)\n',
    'root ::= "a" |\n  "b"',
    'root ::=\n  "a"',
    'root ::= "a"\n  "b"',
    'root ::= [a-zA-Z0-9_] [^"\\\\] [\\]\\[] [a-]',
    'root ::= "\\x41\\u0041\\U00000041\\t\\r\\n\\\\\\""',
    'root ::= "a"{2} "b"{2,} "c"{2,4} "d"{ 1 , 2 }',
    'root ::= "a"{,3}',
    'root ::= ""',
    'root ::= "" root',
    'root ::= x\r\nx ::= "a"\r\n',
    'root ::= ',
    'root ::= | "a"',
    'root ::= ("a")',
    'root ::= ("a"*)?',
    'root ::= ("a"*){2}',
    'root ::= .',
    'root ::= "a" "b',
    'root ::= a-b\na-b ::= "x"',
    'root ::= a_b\na_b ::= "x"',
    'root::="a"',
    'root ::= "a" root | "b"',
    'root ::= "a"??',
    'root ::= "a"+*',
    'root ::= "a"? {2}',
    'root ::= ()*',
    'root ::= ("a" | )',
    'root ::= [] "a"',
    'root ::= "ä😀"',
    'root ::= root2\nroot2 ::= "x" root'
  ])('%j', async (grammar) => expect(isTakenByHearth(grammar)).toBe(await isTakenByLlama(grammar)))

  it('but for those that could be expanded for ever, which llama.cpp does not see', () => {
    for (const grammar of ['root ::= x y\nx ::= "a"?\ny ::= root', 'root ::= ("a"?)+', 'root ::= ("a"*){2,}'])
      expect(isTakenByHearth(grammar)).toBe(false)
  })

  it('whatever it is made of, one that Hearth takes is taken', async () => {
    const piece = fc.constantFrom(
      'root',
      'x',
      ' ::= ',
      '"a"',
      '""',
      '[a-z]',
      '(',
      ')',
      '|',
      '*',
      '?',
      '+',
      '{2}',
      '{1,}',
      ' ',
      '\n',
      '.',
      '# c\n'
    )
    const rules = fc.array(piece, { maxLength: 8 }).map((pieces) => `root ::= ${pieces.join('')}\nx ::= "b" | "c" x`)
    let taken = 0
    await fc.assert(
      fc.asyncProperty(rules, async (grammar) => {
        if (!isTakenByHearth(grammar)) return
        taken++
        expect(await isTakenByLlama(grammar)).toBe(true)
      }),
      { seed: 4, numRuns: 1000 }
    )
    expect(taken).toBeGreaterThan(100)
  })
})

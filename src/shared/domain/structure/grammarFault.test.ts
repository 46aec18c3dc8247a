import { describe, expect, it } from 'vitest'
import { lineAndColumn, structureFault } from './structureFault'

const faultIn = (text: string) => structureFault({ kind: 'grammar', text })

describe('what is wrong with a grammar, and where', () => {
  it.each<[string, object]>([
    ['', { kind: 'noRoot', at: 0 }],
    ['answer ::= "a"', { kind: 'noRoot', at: 0 }],
    ['root := "a"', { kind: 'definitionExpected', found: ':', at: 5 }],
    ['root', { kind: 'definitionExpected', found: '', at: 4 }],
    ['root ::= "a"\n::= "b"', { kind: 'nameExpected', found: ':', at: 13 }],
    ['root ::= "a" ) "b"', { kind: 'lineEndExpected', found: ')', at: 13 }],
    ['root ::= "a', { kind: 'notClosed', opened: '"', at: 9 }],
    ['root ::= [a-z', { kind: 'notClosed', opened: '[', at: 9 }],
    ['root ::= ("a" | "b"', { kind: 'notClosed', opened: '(', at: 9 }],
    ['root ::= "a"{2', { kind: 'notClosed', opened: '{', at: 12 }],
    ['root ::= "\\d"', { kind: 'unknownEscape', found: '\\d', at: 10 }],
    ['root ::= "\\x4"', { kind: 'unknownEscape', found: '\\x', at: 10 }],
    ['root ::= * "a"', { kind: 'nothingToRepeat', found: '*', at: 9 }],
    ['root ::= ""*', { kind: 'nothingToRepeat', found: '*', at: 11 }],
    ['root ::= "a"{5,2}', { kind: 'badRepetition', at: 12 }],
    ['root ::= "a"{9999}', { kind: 'badRepetition', at: 12 }],
    ['root ::= ("a"{2000}){2000}', { kind: 'tooMany', at: 20 }],
    [`root ::= ${'('.repeat(5_000)}`, { kind: 'tooDeep', at: 109 }],
    [`root ::= ${'"a"{2000} '.repeat(11)}`, { kind: 'tooMany', at: 112 }],
    ['root ::= "é" other', { kind: 'unknownRule', name: 'other', at: 13 }],
    ['root ::= ("a" | list)\nlist ::= list "a"', { kind: 'leftRecursion', name: 'list', at: 22 }],
    ['root ::= a\na ::= b? root', { kind: 'unknownRule', name: 'b', at: 17 }],
    ['root ::= ("a"?)*', { kind: 'endlessRepetition', at: 15 }],
    ['root ::= <think> "a"', { kind: 'unexpected', found: '<', at: 9 }]
  ])('%j', (text, fault) => expect(faultIn(text)).toEqual(fault))

  it('is told by line and column, as people count them', () => {
    expect(lineAndColumn('root ::= "😀" x', 14)).toEqual({ line: 1, column: 14 })
    expect(lineAndColumn('a\r\nb\nc', 5)).toEqual({ line: 3, column: 1 })
  })
})

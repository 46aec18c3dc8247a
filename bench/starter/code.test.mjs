import { describe, expect, test } from 'vitest'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { judgeCode } from './code.mjs'

const block = (language, code) => `Here it is:\n\n\`\`\`${language}\n${code}\n\`\`\`\n\nIt is easy to use.`
const larger = { language: 'javascript', calls: [[[3, 5], 5], [[9, -1], 9]] } // prettier-ignore
const reversed = { language: 'python', calls: [[['hello'], 'olleh'], [['ab c'], 'c ba']] } // prettier-ignore
const endless = { timeLimitMs: 1000 }
const right = { isRight: true, why: 'right' }

describe('JavaScript', () => {
  test.each([
    ['a function', block('javascript', 'function larger(a, b) {\n  return a > b ? a : b\n}\nconsole.log(larger(1, 2))')],
    ['an arrow function', block('js', 'const larger = (a, b) => Math.max(a, b);')],
    ['one that is exported', block('js', 'export default function larger(a, b) { return Math.max(a, b) }')],
    [
      'one with comments about a function, and a test of its own',
      block(
        'js',
        '// Tests a function\nfunction larger(a, b) { return Math.max(a, b) }\nconsole.assert(larger(1, 2) === 2, "no")\nconsole.table([1])'
      )
    ],
    ['code without a block', 'function larger(a, b) { return Math.max(a, b) }'],
    ['a block that is cut off', '```javascript\nfunction larger(a, b) { return Math.max(a, b) }\n'],
    ['a second block', `${block('js', 'larger(3, 5)')}\n${block('js', 'function larger(a, b) { return Math.max(a, b) }')}`]
  ])('%s that returns the right results is right', (_, reply) => {
    expect(judgeCode(reply, larger)).toEqual(right)
  })

  test.each([
    ['a wrong result', block('js', 'function larger(a, b) { return a }'), 'wrong result'],
    ['a syntax error', block('js', 'function larger(a, b { return a }'), 'does not run: SyntaxError'],
    ['no function', block('js', 'console.log(5)'), 'no function'],
    ['another language', block('python', 'def larger(a, b): return max(a, b)'), 'no code'],
    ['nothing', '', 'no function'],
    ['the process out of reach', block('js', 'function larger(a, b) { return process.exit(5) }'), 'wrong result']
  ])('with %s is wrong', (_, reply, why) => {
    expect(judgeCode(reply, larger)).toEqual({ isRight: false, why })
  })

  test('without an end is wrong', () => {
    const reply = block('js', 'function larger(a, b) { for (;;) {} }')
    expect(judgeCode(reply, larger, endless)).toEqual({ isRight: false, why: 'does not end' })
  })
})

describe('Python', () => {
  test('is run: what returns the right results is right', (context) => {
    const reason = cannotExercise('python')
    context.skip(reason !== undefined, reason)
    const replies = [
      block('python', 'def reverse(s):\n    return s[::-1]\n\nprint(reverse("hi"))'),
      block('python', 'import re\n\ndef reverse(s: str) -> str:\n    return "".join(reversed(s))'),
      block('python', 'def reverse(s):\n    return s[::-1]\n\ntext = input("Text: ")\nprint(reverse(text))'),
      block('', 'def reverse(s):\n    return s[::-1]')
    ]
    for (const reply of replies) expect(judgeCode(reply, reversed), reply).toEqual(right)
  })

  test('is run: what does not is wrong, and why is said', (context) => {
    const reason = cannotExercise('python')
    context.skip(reason !== undefined, reason)
    const replies = [
      ['def reverse(s):\n    return s', 'wrong result'],
      ['def reverse(s):\n    return s[::-1', 'does not run: SyntaxError'],
      ['def reverse(s):\n    print(s[::-1])', 'wrong result'],
      ['def reverse(s, t):\n    return s', 'wrong result'],
      ['"hello"[::-1]', 'no function']
    ]
    for (const [code, why] of replies) expect(judgeCode(block('python', code), reversed)).toEqual({ isRight: false, why })
  })

  test('without an end is wrong', (context) => {
    const reason = cannotExercise('python')
    context.skip(reason !== undefined, reason)
    const reply = block('python', 'def reverse(s):\n    while True: pass')
    expect(judgeCode(reply, reversed, endless)).toEqual({ isRight: false, why: 'does not end' })
  })

  test('that could do harm is compiled only', (context) => {
    const reason = cannotExercise('python')
    context.skip(reason !== undefined, reason)
    for (const code of ['import os\ndef reverse(s):\n    return s[::-1]', 'def reverse(s):\n    open("a", "w")\n    return s[::-1]']) {
      expect(judgeCode(block('python', code), reversed)).toEqual({ isRight: null, why: 'compiles; not run, because of what it uses' })
    }
  })

  test('is not judged where there is none', () => {
    const reply = block('python', 'def reverse(s):\n    return s[::-1]')
    expect(judgeCode(reply, reversed, { python: 'no-such-python' })).toEqual({ isRight: null, why: 'there is no Python here' })
  })
})

test('what is no function is compared with a pattern', () => {
  const heading = { language: 'html', pattern: /<h1>Hello<\/h1>/ }
  expect(judgeCode(block('html', '<h1>Hello</h1>'), heading)).toEqual(right)
  expect(judgeCode(block('html', '<p>Hello</p>'), heading)).toEqual({ isRight: false, why: 'not what was asked for' })
})

import { expect, it, vi } from 'vitest'
import { withJsonMember, writeJson } from './jsonMember'

const messages = [{ text: 'a "b"\n' }, { text: '\ud800' }]
const json = JSON.stringify(messages)

it('is written as the object that it stands for, with the member as it is', () => {
  const value = withJsonMember({ draft: 'é', place: null }, 'messages', json)
  expect(value).toEqual({ draft: 'é', place: null, messages })
  expect(JSON.parse(writeJson({ ok: true, value }))).toEqual({ ok: true, value: { draft: 'é', place: null, messages } })
  expect(JSON.parse(writeJson({ ok: true, value: withJsonMember({}, 'messages', json) }))).toEqual({ ok: true, value: { messages } })
  expect(writeJson({ ok: true, value })).toContain(json)
})

it('is not read on its way, and once where it is asked for', () => {
  const value = withJsonMember<object, 'messages', unknown>({}, 'messages', json)
  const parse = vi.spyOn(JSON, 'parse')
  writeJson({ ok: true, value })
  expect(parse).not.toHaveBeenCalled()
  expect(value.messages).toBe(value.messages)
  expect(parse).toHaveBeenCalledOnce()
  parse.mockRestore()
})

it('writes every other result as JSON does', () => {
  for (const value of [null, 'a', [1], { a: { b: undefined } }])
    expect(writeJson({ ok: true, value })).toBe(JSON.stringify({ ok: true, value }))
  const failed = { ok: false, error: { code: 'request.invalid' } } as const
  expect(writeJson(failed)).toBe(JSON.stringify(failed))
})

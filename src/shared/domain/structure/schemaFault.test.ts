import { describe, expect, it } from 'vitest'
import { structureFault } from './structureFault'

const faultIn = (text: string) => structureFault({ kind: 'schema', text })
const faultOf = (schema: unknown) => faultIn(JSON.stringify(schema))

describe('a schema that answers can be held to', () => {
  it.each<[unknown]>([
    [{ type: 'object', properties: { name: { type: 'string' } }, required: ['name'], additionalProperties: false }],
    [{ type: ['string', 'null'], description: 'A name' }],
    [{ type: 'string', format: 'date' }],
    [{ type: 'string', enum: ['a', 'b'] }],
    [{ enum: ['a', 1, null, true] }],
    [{ const: 7 }],
    [{ type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'string', minLength: 1 }] }, minItems: 1, maxItems: 4 }],
    [{ type: 'array', prefixItems: [{ type: 'integer' }] }],
    [{ $schema: 'x', title: 'T', $ref: '#/$defs/a', $defs: { a: { type: 'array', items: { $ref: '#/$defs/a' } } } }]
  ])('is taken: %j', (schema) => expect(faultOf(schema)).toBeNull())
})

describe('a schema that answers cannot be held to', () => {
  it('is told what is wrong and where', () => {
    const text = '{\n  "type": "object",\n  "properties": { "zip": { "type": "string", "pattern": "^[0-9]+$" } }\n}'
    expect(faultIn(text)).toEqual({ kind: 'keyword', keyword: 'pattern', at: text.indexOf('"pattern"') })
  })

  it.each<[string, object]>([
    ['{ "type": "object", }', { kind: 'notJson', at: 20 }],
    ['{ "type": "object"', { kind: 'notJson', at: 18 }],
    ['// none\n{ "type": "null" }', { kind: 'notJson', at: 0 }],
    ['[]', { kind: 'noObject', at: 0 }],
    ['true', { kind: 'noObject', at: 0 }],
    ['{}', { kind: 'noType', at: 0 }],
    ['{ "type": "strin" }', { kind: 'unknownType', found: '"strin"', at: 10 }],
    ['{ "type": ["string", "object"] }', { kind: 'unknownType', found: '"object"', at: 21 }],
    ['{ "type": "number", "minimum": 3 }', { kind: 'keyword', keyword: 'minimum', at: 20 }],
    ['{ "type": "number", "minLength": 3 }', { kind: 'keyword', keyword: 'minLength', at: 20 }],
    ['{ "type": "string", "minLength": -1 }', { kind: 'badValue', keyword: 'minLength', at: 33 }],
    ['{ "type": "string", "maxLength": 99999 }', { kind: 'badValue', keyword: 'maxLength', at: 33 }],
    ['{ "type": "string", "format": "email" }', { kind: 'badValue', keyword: 'format', at: 30 }],
    ['{ "type": "array", "minItems": 3, "maxItems": 2 }', { kind: 'badValue', keyword: 'maxItems', at: 46 }],
    ['{ "type": "string", "type": "null" }', { kind: 'twice', keyword: 'type', at: 20 }],
    ['['.repeat(10_000), { kind: 'tooDeep', at: 100 }],
    ['{ "enum": [] }', { kind: 'badValue', keyword: 'enum', at: 10 }],
    ['{ "enum": [[1]] }', { kind: 'badValue', keyword: 'enum', at: 11 }],
    ['{ "type": "number", "enum": ["a"] }', { kind: 'badValue', keyword: 'enum', at: 29 }],
    ['{ "allOf": [{ "type": "null" }] }', { kind: 'noType', at: 0 }],
    ['{ "oneOf": [{ "type": "null" }], "type": "string" }', { kind: 'keyword', keyword: 'type', at: 33 }],
    ['{ "$ref": "#/$defs/b", "$defs": { "a": { "type": "null" } } }', { kind: 'unknownReference', found: '#/$defs/b', at: 10 }],
    [
      '{ "type": "object", "properties": { "a": { "type": "null" } }, "required": ["b"] }',
      { kind: 'badValue', keyword: 'required', at: 76 }
    ],
    ['{ "type": "array", "items": [{ "type": "null" }] }', { kind: 'noObject', at: 28 }]
  ])('%s', (text, fault) => expect(faultIn(text)).toEqual(fault))
})

import { describe, expect, it } from 'vitest'
import { appError, type AppError, type ErrorCode } from '../contract/appError'
import { lookalike, type ModelFileFault } from '../domain/modelFileFault'
import { errorWords } from './errorWords'

const file = 'a.gguf'
const faults: ModelFileFault[] = [
  ...(['directory', 'inaccessible', 'empty', 'nonsense', 'refused'] as const).map((kind) => ({ kind })),
  ...lookalike.options.flatMap((each) => ['GGML', null].map((startsWith) => ({ kind: 'notGguf' as const, lookalike: each, startsWith }))),
  { kind: 'truncated', bytes: 1_000, neededBytes: 2_000 },
  { kind: 'truncated', bytes: 1_000, neededBytes: null },
  { kind: 'endsEngine' },
  { kind: 'partMissing', parts: 3 }
]

// One of each code: a code without an example does not compile.
const examples: { [C in ErrorCode]: AppError & { code: C } } = {
  'model.starterMissing': { code: 'model.starterMissing' },
  'model.notFound': { code: 'model.notFound', params: { file } },
  'model.unsupported': { code: 'model.unsupported', params: { file } },
  'model.insufficientMemory': { code: 'model.insufficientMemory', params: { file } },
  'generation.systemPromptTooLong': { code: 'generation.systemPromptTooLong', params: { tokens: 5_000, limit: 3_072 } },
  'presets.notExported': { code: 'presets.notExported', params: { file, because: 'diskFull' } },
  'presets.notImported': { code: 'presets.notImported', params: { file, fault: 'other' } },
  'model.unresponsive': { code: 'model.unresponsive', params: { file } },
  'link.notOpened': { code: 'link.notOpened' },
  'folder.notOpened': { code: 'folder.notOpened', params: { folder: '/data/models' } },
  'model.invalidFile': { code: 'model.invalidFile', params: { file, fault: { kind: 'empty' } } },
  'engine.unavailable': { code: 'engine.unavailable' },
  'engine.unsupportedCpu': { code: 'engine.unsupportedCpu' },
  'engine.noModel': { code: 'engine.noModel' },
  'engine.lost': { code: 'engine.lost' },
  'engine.killed': { code: 'engine.killed' },
  'engine.restarted': { code: 'engine.restarted' },
  'generation.busy': { code: 'generation.busy', params: { count: 4 } },
  'generation.messageTooLong': { code: 'generation.messageTooLong', params: { tokens: 12_345, limit: 8_000 } },
  'generation.textTooLong': { code: 'generation.textTooLong', params: { length: 1_234_567, limit: 1_000_000 } },
  'generation.chatTooLong': { code: 'generation.chatTooLong', params: { tokens: 12_345, limit: 8_000 } },
  'generation.contextFull': { code: 'generation.contextFull', params: { counts: { tokens: 12_345, limit: 8_192 } } },
  'generation.failed': { code: 'generation.failed' },
  'generation.structureRefused': { code: 'generation.structureRefused' },
  'generation.templateRefused': { code: 'generation.templateRefused' },
  'generation.templateUntried': { code: 'generation.templateUntried' },
  'generation.alreadyBegun': { code: 'generation.alreadyBegun' },
  'storage.unreadable': { code: 'storage.unreadable' },
  'storage.locked': { code: 'storage.locked' },
  'storage.newerVersion': { code: 'storage.newerVersion' },
  'storage.writeFailed': { code: 'storage.writeFailed' },
  'storage.diskFull': { code: 'storage.diskFull' },
  'storage.replyNotSaved': { code: 'storage.replyNotSaved', params: { because: 'diskFull' } },
  'request.invalid': { code: 'request.invalid' },
  'request.unknown': { code: 'request.unknown' },
  'request.untrusted': { code: 'request.untrusted' },
  internal: { code: 'internal' }
}
const all: AppError[] = [
  ...Object.values(examples),
  ...faults.map((fault): AppError => ({ code: 'model.invalidFile', params: { file, fault } })),
  { code: 'generation.contextFull', params: { counts: null } },
  { code: 'storage.replyNotSaved', params: { because: 'writeFailed' } }
]

describe('the words for an error', () => {
  it.each(all.map((error) => [JSON.stringify(error), error] as const))('are whole sentences: %s', (_, error) => {
    expect(appError.parse(error)).toEqual(error)
    const { message, detail } = errorWords(error)
    for (const sentence of [message, ...(detail === undefined ? [] : [detail])]) {
      expect(sentence).toMatch(/^[\p{Lu}\p{N}“].*\.$/u)
      expect(sentence).not.toMatch(/\{\{|undefined|null|error\.|modelFile\./)
    }
    if (error.code.startsWith('model.') && 'params' in error) expect(message).toContain(`“${file}”`)
  })

  it('write numbers the way people do', () => {
    expect(errorWords(examples['generation.contextFull']).message).toBe(
      'There is no room left to answer: this needs 12,345 tokens, and the model can read at most 8,192.'
    )
    expect(errorWords(examples['generation.textTooLong']).message).toContain('1,234,567 characters, and Hearth can send 1,000,000')
  })

  it('name the reason and the remedy where storage fails', () => {
    expect(errorWords(examples['storage.replyNotSaved'])).toEqual({
      message: 'This reply could not be saved yet. Hearth keeps it and tries again while it is open.',
      detail: 'Make some room on the disk and try again.'
    })
  })
})

import { describe, expect, it } from 'vitest'
import { EngineFailure } from '../../../engine/engine'
import type { EngineFailureCode } from '../../../engine/engineFailureCode'
import { toAppError, toAppErrorOrInternal } from './appErrors'
import { ExpectedError } from './expectedError'
import { StorageFailure, type StorageFailureCode } from './storageFailure'
import { EngineLost } from './engineLost'

describe('toAppError', () => {
  it.each<[StorageFailureCode, string]>([
    ['unreadable', 'storage.unreadable'],
    ['locked', 'storage.locked'],
    ['newerVersion', 'storage.newerVersion'],
    ['writeFailed', 'storage.writeFailed'],
    ['diskFull', 'storage.diskFull']
  ])('knows storage that is %s', (code, expected) => {
    const error = toAppError(new StorageFailure(code, 'SQLITE_FULL'))
    expect(error).toMatchObject({ code: expected })
    expect(JSON.stringify(error)).not.toContain('SQLITE')
  })

  it.each<[EngineFailureCode, string]>([
    ['unavailable', 'engine.unavailable'],
    ['invalidFile', 'model.invalidFile'],
    ['unsupported', 'model.unsupported'],
    ['insufficientMemory', 'model.insufficientMemory'],
    ['notLoaded', 'engine.noModel'],
    ['contextFull', 'generation.contextFull'],
    ['failed', 'generation.failed']
  ])('knows an engine that fails with %s', (code, expected) => {
    const error = toAppError(new EngineFailure(code, 'ggml says', { tokens: 9000, limit: 8192 }), 'a.gguf')
    expect(error).toMatchObject({ code: expected })
    expect(JSON.stringify(error)).not.toContain('ggml')
    if (expected.startsWith('model.')) expect(error).toMatchObject({ params: { file: 'a.gguf' } })
    if (code === 'contextFull') expect(error).toMatchObject({ params: { counts: { tokens: 9000, limit: 8192 } } })
  })

  it('tells an engine that died from a processor that is too old', () => {
    expect(toAppError(new EngineLost({ code: null, signal: 'SIGSEGV' }))).toMatchObject({ code: 'engine.lost' })
    expect(toAppError(new EngineLost({ code: null, signal: 'SIGILL' }))).toMatchObject({ code: 'engine.unsupportedCpu' })
    expect(toAppError(new EngineLost({ code: -1_073_741_795, signal: null }))).toMatchObject({ code: 'engine.unsupportedCpu' })
  })

  it('tells an engine that the system killed from one that Hearth ended', () => {
    expect(toAppError(new EngineLost({ code: null, signal: 'SIGKILL' }))).toEqual({ code: 'engine.killed' })
    expect(toAppError(new EngineLost({ code: null, signal: 'SIGKILL', isRequested: true }))).toEqual({ code: 'engine.restarted' })
  })

  it('passes on an error that was made to be shown, and nothing else', () => {
    const error = { code: 'request.unknown' } as const
    expect(toAppError(new ExpectedError(error))).toBe(error)
    expect(toAppError(new TypeError('a bug'))).toBeNull()
    expect(toAppErrorOrInternal(new TypeError('a bug')).code).toBe('internal')
  })
})

import { EngineFailure } from '../engine'
import type { Library } from './library'
import type { LogRing } from './logRing'

// The one place where the library's errors become ours.

const messageOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
const isFileSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** Whether another device may help: not where the file itself is the problem. */
export const mayDependOnDevice = (error: unknown): boolean => !isFileSystemError(error) && !messageOf(error).includes('Invalid GGUF magic')

/** No binary of the library runs on this computer. */
export const unavailable = (error: unknown): EngineFailure => new EngineFailure('unavailable', messageOf(error))

/** Why a model could not be loaded. What is neither memory nor an unknown architecture is a file that cannot be used. */
export async function loadFailure(error: unknown, library: Library, log: LogRing): Promise<EngineFailure> {
  if (error instanceof EngineFailure) return error
  const lines = await log.settled()
  const detail = [messageOf(error), ...lines.slice(-6)].join('\n')
  const memory = /failed to create context|failed to allocate|unable to allocate|out ?of ?(device|host)? ?memory/i
  if (error instanceof library.InsufficientMemoryError || memory.test(detail)) return new EngineFailure('insufficientMemory', detail)
  if (/unknown (model architecture|pre-tokenizer type)/i.test(lines.join('\n'))) return new EngineFailure('unsupported', detail)
  return new EngineFailure('invalidFile', detail)
}

/** llama.cpp could not evaluate a batch: the state of the sequence is lost, the model is not. */
export const isFailedEvaluation = (error: unknown): boolean => error instanceof Error && /eval has failed/i.test(error.message)

export const generationFailure = (error: unknown): EngineFailure =>
  error instanceof EngineFailure
    ? error
    : new EngineFailure('failed', error instanceof Error ? (error.stack ?? messageOf(error)) : messageOf(error))

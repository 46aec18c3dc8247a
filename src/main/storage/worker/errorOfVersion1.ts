import * as z from 'zod'

// Version 1 stored errors as the English sentences of its time. They are written out here: the catalogue goes on changing, this does not.

const version1 = z.object({ code: z.string(), message: z.string(), detail: z.string().optional() })
type ErrorOfVersion1 = z.infer<typeof version1>

/** An error as version 2 stores it. */
export interface StoredError {
  code: string
  params?: Record<string, unknown>
}

/** True of every reply that failed. */
const FAILED: StoredError = { code: 'generation.failed' }

const withoutParams = [
  ...['engine.unavailable', 'engine.unsupportedCpu', 'engine.noModel', 'engine.lost', 'generation.failed'],
  ...['storage.unreadable', 'storage.locked', 'storage.newerVersion', 'storage.writeFailed', 'storage.diskFull'],
  ...['request.invalid', 'request.unknown', 'request.untrusted', 'internal']
]

const lookalikes: Record<string, string> = {
  'a zip archive': 'zip',
  'a PDF document': 'pdf',
  'a gzip archive': 'gzip',
  'a web page that was saved instead of the model': 'html',
  'a Git LFS pointer that stands for the model': 'lfsPointer',
  'a JSON file': 'json',
  'a model in the safetensors format': 'safetensors'
}

/** `text`: the JSON of the error. What it cannot have been made from becomes `generation.failed`. */
export function fromVersion1(text: string): StoredError {
  const parsed = version1.safeParse(jsonOf(text))
  return (parsed.success && rewrite(parsed.data)) || FAILED
}

function rewrite(error: ErrorOfVersion1): StoredError | null {
  const { code, message, detail } = error
  if (message === 'This reply could not be saved yet. Hearth keeps it and tries again while it is open.') {
    return { code: 'storage.replyNotSaved', params: { because: code === 'storage.diskFull' ? 'diskFull' : 'writeFailed' } }
  }
  switch (code) {
    case 'model.notFound':
      if (message === 'The starter model is missing.') return { code: 'model.starterMissing' }
      return withFile(code, /^The model file “(.*)” is not there any more\.$/su.exec(message))
    case 'model.unsupported':
      return withFile(code, /^“(.*)” holds a kind of model that Hearth cannot run yet\.$/su.exec(message))
    case 'model.insufficientMemory':
      return withFile(code, /^There is not enough free memory to load “(.*)”\.$/su.exec(message))
    case 'model.invalidFile':
      return invalidFile(message, detail)
    case 'generation.busy': {
      const count = /^([\d,]+) messages are already waiting\./u.exec(message)
      return count && { code, params: { count: numberOf(count[1]) } }
    }
    case 'generation.contextFull':
      return contextFull(message)
    default:
      return withoutParams.includes(code) ? { code } : null
  }
}

function contextFull(message: string): StoredError | null {
  if (message === 'There is no room left to answer: the model holds all the text it can.') {
    return { code: 'generation.contextFull', params: { counts: null } }
  }
  const noRoom = /^There is no room left to answer: this needs ([\d,]+) tokens, and the model can read at most ([\d,]+)\.$/u.exec(message)
  if (noRoom) return { code: 'generation.contextFull', params: { counts: { tokens: numberOf(noRoom[1]), limit: numberOf(noRoom[2]) } } }
  const tooLong = /^This message is too long for the model: ([\d,]+) tokens, and it can read at most ([\d,]+) and keep room/u.exec(message)
  return tooLong && { code: 'generation.messageTooLong', params: { tokens: numberOf(tooLong[1]), limit: numberOf(tooLong[2]) } }
}

function invalidFile(message: string, detail: string | undefined): StoredError | null {
  const [, file, rest] = /^“(.*)” ((?:is|cannot) .*)$/su.exec(message) ?? []
  if (file === undefined || rest === undefined) return null
  const fault = faultOf(rest, detail)
  return fault && { code: 'model.invalidFile', params: { file, fault } }
}

function faultOf(rest: string, detail = ''): Record<string, unknown> | null {
  switch (rest) {
    case 'is not a GGUF model that can be loaded.':
      return { kind: 'refused' }
    case 'is a folder, not a model file.':
      return { kind: 'directory' }
    case 'cannot be opened.':
      return { kind: 'inaccessible' }
    case 'is empty.':
      return { kind: 'empty' }
    case 'is damaged: its header makes no sense.':
      return { kind: 'nonsense' }
    case 'is not a GGUF model.':
      return { kind: 'notGguf', ...startOf(detail) }
    default: {
      const whole = /^is not complete: it has ([\d,]+) bytes, and needs ([\d,]+)\.$/u.exec(rest)
      if (whole) return { kind: 'truncated', bytes: numberOf(whole[1]), neededBytes: numberOf(whole[2]) }
      const header = /^is not complete: it ends after ([\d,]+) bytes, in the middle of its header\.$/u.exec(rest)
      return header && { kind: 'truncated', bytes: numberOf(header[1]), neededBytes: null }
    }
  }
}

function startOf(detail: string): { lookalike: string; startsWith: string | null } {
  const found = /^(?:It starts with “(?<start>.*)”, so it|It) may be (?<what>[^“”]*)\.$|^It starts with “(?<only>.*)”\.$/su.exec(detail)
  const { start, what = '', only } = found?.groups ?? {}
  return { lookalike: lookalikes[what] ?? 'unknown', startsWith: start ?? only ?? null }
}

const withFile = (code: string, found: RegExpExecArray | null): StoredError | null => found && { code, params: { file: found[1] } }

const numberOf = (digits: string | undefined): number => Number((digits ?? '').replaceAll(',', ''))

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { StorageFailure } from '../../core/errors/storageFailure'

const DEEPEST = 100 // levels of nesting; V8 parses a megabyte of brackets too, but takes half a second

export type JsonObject = Readonly<Record<string, unknown>>

/** How a JSON file of Hearth's is read and written. The file's `version` is one more than there are migrations. */
export interface JsonFormat<T extends object> {
  /** Reads any object: a field that is missing or cannot be read has its default, an unknown one is dropped. */
  readonly schema: z.ZodType<T>
  /** The one at place n turns what version n + 1 holds into what version n + 2 holds. Pure; takes any object. */
  readonly migrations: readonly ((json: JsonObject) => JsonObject)[]
  /** Bytes. A longer file is not parsed. */
  readonly maxBytes: number
}

export interface ParsedJson<T> {
  readonly value: T
  /** As it is in the file, not migrated. */
  readonly json: JsonObject
  /** False when a field could not be read and has its default. */
  readonly isWhole: boolean
}

/** Null when the text is no JSON object, or is nested more than 100 levels deep. */
export function parseJson<T extends object>(text: string, { schema, migrations }: JsonFormat<T>): ParsedJson<T> | null {
  const json = parseObject(text)
  if (!json) return null
  const migrated = migrations.slice(versionOf(json) - 1).reduce((values, migrate) => migrate(values), json)
  const value = schema.parse(migrated)
  const isWhole = Object.entries(value).every(([key, read]) => !Object.hasOwn(migrated, key) || isDeepStrictEqual(migrated[key], read))
  return { value, json, isWhole }
}

/** A field that `value` leaves out has its default when it is read. Throws the StorageFailure `writeFailed` for what could not be read again. */
export function formatJson<T extends object>(value: Partial<T>, { migrations, maxBytes }: JsonFormat<T>): string {
  const text = `${JSON.stringify({ version: migrations.length + 1, ...value }, null, 2)}\n`
  if (Buffer.byteLength(text) > maxBytes || isDeep(text)) throw new StorageFailure('writeFailed', 'it would be too large to be read again')
  return text
}

/** 1 where it is missing or makes no sense. */
export const versionOf = ({ version }: JsonObject): number => z.number().int().min(1).catch(1).parse(version)

function parseObject(text: string): JsonObject | null {
  if (isDeep(text)) return null
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, '')) // some editors begin a file with a byte order mark
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null
  } catch {
    return null // not JSON: what the caller is here to find out
  }
}

function isDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isInString) {
      if (character === '\\') at++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > DEEPEST) return true
  }
  return false
}

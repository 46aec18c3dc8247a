import * as z from 'zod'
import { commandIds } from '../domain/commands'

export const commandId = z.enum(commandIds)

const chord = z.string().regex(/^(Mod\+)?(Ctrl\+)?(Alt\+)?(Shift\+)?[A-Z][A-Za-z0-9]{0,20}$/)

/** What the person changed: domain/shortcuts.ts. */
export const shortcuts = z.partialRecord(commandId, chord.nullable())

/** What the keys of a keyboard type: code → character. */
export const keyLayout = z.record(z.string().max(40), z.string().max(10)).refine((keys) => Object.keys(keys).length <= 200)

import * as z from 'zod'
import type { Shortcuts } from '../domain/shortcuts'
import { shortcuts } from './shortcuts'

/** Reads stored shortcuts, each for itself: what cannot be read, or is of a command that is not there any more, is left out. */
export const storedShortcuts = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((stored): Shortcuts =>
    Object.fromEntries(Object.entries(stored).flatMap(([id, keys]) => Object.entries(shortcuts.safeParse({ [id]: keys }).data ?? {})))
  )

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Recommended } from '../../src/shared/domain/recommended'
import { root } from './hearth'

/** What people chat with first. */
export const starter = readStarter()

function readStarter(): { id: string; name: string; recommended: Recommended } {
  const manifest = readFileSync(join(root, 'resources', 'starter-model.json'), 'utf8')
  const { name, recommended } = JSON.parse(manifest) as { name: string; recommended: Recommended }
  return { id: 'starter', name, recommended }
}

/** Puts a model into the data folder's library. `write` puts the file at the path it is given. */
export function addModel(dataDir: string, file: string, write: (path: string) => unknown): void {
  const folder = join(dataDir, 'models')
  mkdirSync(folder, { recursive: true })
  write(join(folder, file))
}

/** Different words, as a scripted model needs them: ` w0x w1x …`. Three hundred take it about a second to say. */
export const words = (count: number): string => Array.from({ length: count }, (_, index) => ` w${index}x`).join('')

/** A message of about this many tokens of a real model. */
export const longMessage = (tokens: number): string => 'The lamp turns and the sea is calm. '.repeat(Math.round(tokens / 9)).trim()

/** What a real model replies to in a sentence, whatever its seed is. */
export const askForLittle = 'How many days are in a week?'

/** What takes it some time to reply to. */
export const askForMuch = 'Write a long story about a lighthouse keeper who finds a message in a bottle.'

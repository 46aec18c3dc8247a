import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Puts a model into the data folder's library. `write` puts the file at the path it is given. */
export function addModel(dataDir: string, file: string, write: (path: string) => unknown): void {
  const folder = join(dataDir, 'models')
  mkdirSync(folder, { recursive: true })
  write(join(folder, file))
}

/** Different words, as a scripted model needs them: ` w0x w1x …`. Three hundred take it about a second to say. */
export const words = (count: number): string => Array.from({ length: count }, (_, index) => ` w${index}x`).join('')

/** A message of about this many of the starter model's tokens. */
export const longMessage = (tokens: number): string => 'The lamp turns and the sea is calm. '.repeat(Math.round(tokens / 9)).trim()

/** What the starter model replies to in a sentence, whatever its seed is. */
export const askForLittle = 'How many days are in a week?'

/** What takes it some time to reply to. */
export const askForMuch = 'Write a long story about a lighthouse keeper who finds a message in a bottle.'

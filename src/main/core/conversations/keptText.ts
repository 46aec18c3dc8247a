import { createHash } from 'node:crypto'
import type { KeptText } from '../../../shared/domain/keptText'

/** A text with its id (shared/domain/keptText.ts). */
export const keptText = (text: string): KeptText => ({ id: createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32), text })

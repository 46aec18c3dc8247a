import type { Structure } from '../samplingSettings'
import { grammarFault, type GrammarFault } from './grammarFault'
import { schemaFault, type SchemaFault } from './schemaFault'

/** What is wrong with a text at `at`, in UTF-16 units from its start. */
export type StructureFault = (GrammarFault | SchemaFault) & { readonly at: number }

/** Null where the structure can be used. */
export const structureFault = ({ kind, text }: Structure): StructureFault | null =>
  kind === 'grammar' ? grammarFault(text) : schemaFault(text)

/** Line and column of a place, both from 1; a column is a character as people count them. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
}

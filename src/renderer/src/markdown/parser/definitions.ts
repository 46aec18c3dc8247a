import type { Definition } from './block'
import { decodeEntities } from '../inline/entities'

const LABEL = /\[((?:\\[^\n]|[^[\]\\]){1,999})\]:[ \t]*(?:\n[ \t]*)?/y
const ADDRESS = /<((?:\\[^\n]|[^<>\n\\])*)>|([^\s<]\S*)/y
const TITLE = /(?:[ \t]+(?:\n[ \t]*)?|[ \t]*\n[ \t]*)(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:\\[^]|[^()\\])*\))[ \t]*(?:\n|$)/y
const END_OF_LINE = /[ \t]*(?:\n|$)/y
/** A definition of which not enough has come. */
const BEGUN = /^\[(?:\\[^\n]|[^[\]\\])+\]:[ \t]*(?:\n[ \t]*)?(?:<[^<>\n]*)?$/

export interface TakenDefinition extends Definition {
  readonly label: string
}

/** Labels are compared without regard to case and to how they are spaced. */
export const normalizedLabel = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()

const unescaped = (text: string): string => decodeEntities(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'))

function isBalanced(address: string): boolean {
  let depth = 0
  for (const [sign] of address.matchAll(/\\.|[()]/g)) {
    if (sign === '(') depth++
    if (sign === ')' && --depth < 0) return false
  }
  return depth === 0
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function definitionAt(text: string, at: number): (TakenDefinition & { end: number }) | null {
  const label = matchAt(LABEL, text, at)
  if (!label || label[1]?.trim() === '') return null
  const address = matchAt(ADDRESS, text, at + label[0].length)
  if (!address || (address[2] !== undefined && !isBalanced(address[2]))) return null
  const afterAddress = address.index + address[0].length
  const rest = matchAt(TITLE, text, afterAddress) ?? matchAt(END_OF_LINE, text, afterAddress)
  if (!rest) return null
  const href = unescaped(address[1] ?? address[2] ?? '')
  return { label: normalizedLabel(label[1] ?? ''), href, end: rest.index + rest[0].length }
}

/** Takes the link definitions that a paragraph begins with. `isOpen`: more of the paragraph may come, and one that is begun is taken too. */
export function takeDefinitions(text: string, isOpen: boolean): { definitions: TakenDefinition[]; rest: string } {
  const definitions: TakenDefinition[] = []
  let at = 0
  for (let next = definitionAt(text, at); text.charAt(at) === '[' && next; next = definitionAt(text, at)) {
    definitions.push(next)
    at = next.end
  }
  const rest = text.slice(at)
  return { definitions, rest: isOpen && BEGUN.test(rest) ? '' : rest }
}

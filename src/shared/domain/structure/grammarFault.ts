import { GrammarError, type Alternatives, type GrammarFault, type GrammarItem, type GrammarRule } from './grammar'
import { GrammarReader } from './grammarReader'

export type { GrammarFault }
type Rules = ReadonlyMap<string, GrammarRule>

/** Items that all repetitions may have together when they are written out, as llama.cpp does: without a bound a short grammar takes all memory. */
const MOST_ITEMS = 20_000

/** The first fault of a grammar in GBNF, where it stands; null where llama.cpp takes it. */
export function grammarFault(text: string): (GrammarFault & { at: number }) | null {
  try {
    const rules = new GrammarReader(text).rules()
    if (!rules.has('root')) throw new GrammarError({ kind: 'noRoot' }, 0)
    let size = 0
    for (const item of itemsOf([...rules.values()].map(({ alternatives }) => alternatives))) {
      if (item.kind === 'rule' && !rules.has(item.name)) throw new GrammarError({ kind: 'unknownRule', name: item.name }, item.at)
      if (item.kind === 'repeated') size += sizeOf(item)
      if (item.kind === 'repeated' && size > MOST_ITEMS) throw new GrammarError({ kind: 'tooMany' }, item.at)
    }
    refuseLoops(rules)
    return null
  } catch (thrown) {
    if (thrown instanceof GrammarError) return { ...thrown.fault, at: thrown.at }
    throw thrown
  }
}

/** Every item, those within others too. */
function* itemsOf(alternatives: readonly Alternatives[]): Generator<GrammarItem> {
  for (const item of alternatives.flat(2)) {
    yield item
    if (item.kind === 'group') yield* itemsOf([item.alternatives])
    if (item.kind === 'repeated') yield* itemsOf([[[item.item]]])
  }
}

function sizeOf(item: GrammarItem): number {
  if (item.kind === 'group') return item.alternatives.flat().reduce((sum, each) => sum + sizeOf(each), 1)
  if (item.kind !== 'repeated') return 1
  return sizeOf(item.item) * Math.max(1, item.least, Number.isFinite(item.most) ? item.most : 1)
}

/** A rule must not come to itself before it has a character, nor repeat without end what may have none. */
function refuseLoops(rules: Rules): void {
  const mayBeEmpty = rulesThatMayBeEmpty(rules)
  const canBeEmpty = (item: GrammarItem): boolean => isEmptiable(item, mayBeEmpty)
  for (const item of itemsOf([...rules.values()].map(({ alternatives }) => alternatives))) {
    if (item.kind === 'repeated' && item.most === Infinity && canBeEmpty(item.item)) {
      throw new GrammarError({ kind: 'endlessRepetition' }, item.at)
    }
  }
  const begins = new Map([...rules].map(([name, { alternatives }]) => [name, beginnings(alternatives, canBeEmpty)]))
  for (const [name, { at }] of rules) if (reaches(name, begins)) throw new GrammarError({ kind: 'leftRecursion', name }, at)
}

/** Repeated until nothing is added. */
function rulesThatMayBeEmpty(rules: Rules): ReadonlySet<string> {
  const found = new Set<string>()
  let before
  do {
    before = found.size
    for (const [name, { alternatives }] of rules) if (areEmptiable(alternatives, found)) found.add(name)
  } while (found.size > before)
  return found
}

const areEmptiable = (alternatives: Alternatives, rules: ReadonlySet<string>): boolean =>
  alternatives.some((sequence) => sequence.every((item) => isEmptiable(item, rules)))

function isEmptiable(item: GrammarItem, rules: ReadonlySet<string>): boolean {
  switch (item.kind) {
    case 'characters':
      return false
    case 'empty':
      return true
    case 'rule':
      return rules.has(item.name)
    case 'group':
      return areEmptiable(item.alternatives, rules)
    case 'repeated':
      return item.least === 0 || isEmptiable(item.item, rules)
  }
}

/** The rules that a text may begin with, before any character. */
function beginnings(alternatives: Alternatives, canBeEmpty: (item: GrammarItem) => boolean): string[] {
  return alternatives.flatMap((sequence) => {
    const first = sequence.findIndex((item) => !canBeEmpty(item))
    return sequence.slice(0, first < 0 ? undefined : first + 1).flatMap((item) => beginningsOf(item, canBeEmpty))
  })
}

function beginningsOf(item: GrammarItem, canBeEmpty: (item: GrammarItem) => boolean): string[] {
  if (item.kind === 'rule') return [item.name]
  if (item.kind === 'group') return beginnings(item.alternatives, canBeEmpty)
  return item.kind === 'repeated' && item.most > 0 ? beginningsOf(item.item, canBeEmpty) : []
}

function reaches(name: string, begins: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>()
  const open = [...(begins.get(name) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === name) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(begins.get(next) ?? []))
  }
  return false
}

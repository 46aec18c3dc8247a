import { parse, tokenize } from '@huggingface/jinja'
import { TEMPLATE_NAME, templateLimits, typedValue, type TemplateVariable } from '../../shared/domain/templateVariables'
import { childrenOf, literalOf, nameOf, nodeOf, nodesOf, type Node } from './templateSyntax'

/** What Hearth or the library gives to every template, what Jinja has by itself, and what stands for things that Hearth does not do: tools, documents. */
const GIVEN = new Set([
  ...['messages', 'tools', 'add_generation_prompt', 'continue_final_message', 'enable_thinking'],
  ...['custom_tools', 'builtin_tools', 'available_tools', 'xml_tools', 'python_tools', 'tools_in_user_message', 'tool_choice', 'functions'],
  ...['documents'],
  ...['bos_token', 'eos_token', 'eot_token', 'pad_token', 'unk_token', 'sep_token', 'cls_token', 'mask_token'],
  ...['strftime_now', 'raise_exception', 'range', 'namespace', 'loop', 'caller', 'varargs', 'kwargs'],
  ...['true', 'false', 'none', 'True', 'False', 'None']
])

/**
 * The names that a template reads without writing them before, in their order. A name that it also writes somewhere counts only where it asks
 * whether it was given: the others are its own, read where the writing has not been seen. What is called is a function and no value.
 */
export function templateVariablesOf(template: string): TemplateVariable[] {
  const reader = new Reader()
  try {
    // As the library reads it.
    for (const node of nodesOf(parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true })).body)) reader.visit(node, GIVEN)
  } catch {
    return [] // the library has another parser for those that this one does not know
  }
  // The same switch by another name: where the template has both, the setting for thinking decides.
  const isSwitch = (name: string): boolean => name === 'thinking' && template.includes('enable_thinking')
  return reader
    .variables()
    .filter(({ name }) => !isSwitch(name))
    .slice(0, templateLimits.variables)
}

interface Read {
  isAsked: boolean
  default: string | null
}

type Bound = ReadonlySet<string>

class Reader {
  readonly #read = new Map<string, Read>()
  readonly #called = new Set<string>()
  readonly #written = new Set<string>()

  variables(): TemplateVariable[] {
    const isVariable = (name: string, { isAsked }: Read): boolean =>
      (isAsked || !this.#written.has(name)) && !this.#called.has(name) && TEMPLATE_NAME.test(name) && name.length <= templateLimits.name
    return [...this.#read].flatMap(([name, read]) => (isVariable(name, read) ? [{ name, default: read.default }] : []))
  }

  /** `bound`: what has a value there. Returns what has one behind it. */
  visit(node: Node, bound: Bound): Bound {
    switch (node.type) {
      case 'Identifier':
        this.#reads(node, bound)
        return bound
      case 'Set':
        return this.#visitSet(node, bound)
      case 'Macro':
        return this.#visitMacro(node, bound)
      case 'CallStatement':
        this.#visitAll([nodeOf(node.call)], bound)
        this.#visitAll(nodesOf(node.body), with_(bound, nodesOf(node.callerArgs).flatMap(argumentNames)))
        return bound
      case 'For':
        this.#visitFor(node, bound)
        return bound
      case 'If':
        return this.#visitIf(node, bound)
      case 'CallExpression':
        this.#visitCall(node, bound)
        return bound
      case 'FilterExpression':
      case 'FilterStatement':
        this.#visitFilter(node, bound)
        return bound
      case 'TestExpression':
        if (/^(un)?defined$/.test(nameOf(node.test) ?? '')) this.#reads(node.operand, bound, { isAsked: true })
        return this.#visitAll(childrenOf(node), bound)
      case 'BinaryExpression':
      case 'Ternary':
        this.#visitFallback(node, bound)
        return bound
      default:
        return this.#visitAll(childrenOf(node), bound)
    }
  }

  #visitAll(nodes: readonly (Node | null)[], bound: Bound): Bound {
    return nodes.reduce((known, node) => (node ? this.visit(node, known) : known), bound)
  }

  #reads(node: unknown, bound: Bound, { isAsked = false, value }: { isAsked?: boolean; value?: unknown } = {}): void {
    const name = nameOf(node)
    if (name === null || bound.has(name)) return
    const read = this.#read.get(name) ?? { isAsked: false, default: null }
    const literal = value === undefined ? undefined : literalOf(value)
    const written = literal === undefined || literal === '' ? null : typedValue(literal)
    const fitting = written !== null && written.length <= templateLimits.default ? written : null
    this.#read.set(name, { isAsked: read.isAsked || isAsked, default: read.default ?? fitting })
  }

  #visitSet(node: Node, bound: Bound): Bound {
    this.#visitAll([nodeOf(node.value)], bound)
    this.#visitAll(nodesOf(node.body), bound)
    const target = nodeOf(node.assignee)
    if (target?.type === 'MemberExpression') return this.#visitAll([target], bound) // of a namespace
    const names = targetNames(target)
    for (const name of names) this.#written.add(name)
    return with_(bound, names)
  }

  #visitMacro(node: Node, bound: Bound): Bound {
    const known = with_(bound, targetNames(nodeOf(node.name)))
    const given = nodesOf(node.args)
    for (const argument of given) if (argument.type === 'KeywordArgumentExpression') this.visit(argument, known)
    this.#visitAll(nodesOf(node.body), with_(known, given.flatMap(argumentNames)))
    return known
  }

  #visitFor(node: Node, bound: Bound): void {
    const iterable = nodeOf(node.iterable)
    const inside = with_(bound, targetNames(nodeOf(node.loopvar)))
    if (iterable?.type === 'SelectExpression') {
      this.#visitAll([nodeOf(iterable.lhs)], bound)
      this.#visitAll([nodeOf(iterable.test)], inside)
    } else this.#visitAll([iterable], bound)
    this.#visitAll(nodesOf(node.body), inside)
    this.#visitAll(nodesOf(node.defaultBlock), bound)
  }

  /** What a test reads and a branch then writes was asked for, and where all branches write the same, that is its default. */
  #visitIf(node: Node, bound: Bound): Bound {
    const branches = [...nodesOf(node.body), ...nodesOf(node.alternate)]
    const test = nodeOf(node.test)
    const written = writtenIn(branches)
    for (const name of test ? namesIn(test) : []) {
      const values = written.get(name)
      if (!values) continue
      const [first, ...others] = values.map((value) => JSON.stringify(literalOf(value)))
      const value = others.every((other) => other === first) ? values[0] : undefined
      this.#reads({ type: 'Identifier', value: name }, bound, { isAsked: true, value })
    }
    return this.#visitAll([test, ...branches], bound)
  }

  #visitCall(node: Node, bound: Bound): void {
    const callee = nodeOf(node.callee)
    const name = nameOf(callee)
    if (name !== null) this.#called.add(name)
    else this.#visitAll([callee], bound)
    this.#visitAll(nodesOf(node.args), bound)
  }

  #visitFilter(node: Node, bound: Bound): void {
    const filter = nodeOf(node.filter)
    const isDefault = /^d(efault)?$/.test(nameOf(filter?.callee ?? filter) ?? '')
    if (isDefault) this.#reads(node.operand, bound, { isAsked: true, value: nodesOf(filter?.args)[0] })
    this.#visitAll(childrenOf(node), bound)
  }

  /** `x or 'a'`, and `x if x is defined else 'a'`. */
  #visitFallback(node: Node, bound: Bound): void {
    const isOr = nodeOf(node.operator)?.value === 'or'
    const [read, value] = isOr ? [node.left, node.right] : [node.trueExpr, node.falseExpr]
    if ((isOr || node.type === 'Ternary') && literalOf(value) !== undefined) {
      const isOfTest = isOr || namesIn(node.condition).includes(nameOf(read) ?? '')
      if (isOfTest) this.#reads(read, bound, { isAsked: true, value })
    }
    this.#visitAll(childrenOf(node), bound)
  }
}

const with_ = (bound: Bound, names: readonly string[]): Bound => (names.length === 0 ? bound : new Set([...bound, ...names]))

function targetNames(target: Node | null): string[] {
  const name = nameOf(target)
  if (name !== null) return [name]
  return nodesOf(target?.value).flatMap(targetNames)
}

const argumentNames = (argument: Node): string[] =>
  targetNames(argument.type === 'KeywordArgumentExpression' ? nodeOf(argument.key) : argument)

/** Every name in an expression. */
function namesIn(expression: unknown): string[] {
  const node = nodeOf(expression)
  if (!node) return []
  const name = nameOf(node)
  return name === null ? childrenOf(node).flatMap(namesIn) : [name]
}

/** The values that statements give to names, by name. */
function writtenIn(nodes: readonly Node[], found = new Map<string, unknown[]>()): Map<string, unknown[]> {
  for (const node of nodes) {
    const name = node.type === 'Set' ? nameOf(node.assignee) : null
    if (name !== null) found.set(name, [...(found.get(name) ?? []), node.value])
    writtenIn(childrenOf(node), found)
  }
  return found
}

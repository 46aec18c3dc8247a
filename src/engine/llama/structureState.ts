import type { LlamaGrammar, LlamaGrammarEvaluationState, LlamaModel, Token } from 'node-llama-cpp'
import type { Structure } from '../../shared/domain/samplingSettings'
import { structureFault } from '../../shared/domain/structure/structureFault'
import { EngineFailure } from '../engine'
import { loadLibrary } from './library'
import type { ModelHost } from './modelHost'

/** What the library puts behind every JSON, so that its own chat finds the end. Without it the model can only end the reply there. */
const LIBRARY_END = ` "${'\\n'.repeat(4)}" [\\n]*`

/**
 * Where a reply stands in its structure; `begun`: what there is of it. Null without a structure, and where what there is does not keep to it:
 * nothing that follows could. Rejects with EngineFailure (`structure`) where llama.cpp refuses the grammar.
 */
export async function structureState(
  { device, model }: ModelHost,
  structure: Structure | null,
  begun: string
): Promise<LlamaGrammarEvaluationState | null> {
  if (structure === null) return null
  const { LlamaGrammarEvaluationState } = await loadLibrary()
  let grammar: LlamaGrammar
  try {
    const text = await grammarOf(structure, device.llama)
    // Some that are wrong take all memory, or the process.
    const fault = structureFault({ kind: 'grammar', text })
    if (fault) throw new Error(`${fault.kind} at ${fault.at}`)
    grammar = await device.llama.createGrammar({ grammar: text })
  } catch (error) {
    throw new EngineFailure('structure', String(error))
  }
  const state = new LlamaGrammarEvaluationState({ model, grammar })
  return accept(state, model, begun === '' ? [] : model.tokenize(begun, false, 'trimLeadingSpace')) ? state : null
}

async function grammarOf({ kind, text }: Structure, llama: ModelHost['device']['llama']): Promise<string> {
  if (kind === 'grammar') return text
  const { grammar } = await llama.createGrammarForJsonSchema(withoutAnyOf(JSON.parse(text)) as never)
  const [root = '', ...rules] = grammar.split('\n')
  return [root.endsWith(LIBRARY_END) ? root.slice(0, -LIBRARY_END.length) : root, ...rules].join('\n')
}

/** The library knows `oneOf` alone, and takes whichever comes: that is what `anyOf` says. Only schemas have a list of that name. */
function withoutAnyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnyOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key === 'anyOf' && Array.isArray(each) ? 'oneOf' : key, withoutAnyOf(each)])
  )
}

/** The part of the library that takes tokens which it did not sample. It is not in its types. */
interface Internals {
  readonly _state: object
  readonly _llama: {
    readonly _bindings: {
      readonly AddonSampler: {
        acceptGrammarEvaluationStateToken(state: object, token: Token): void
        canBeNextTokenForGrammarEvaluationState(state: object, token: Token): boolean
      }
    }
  }
}

/** False where a token cannot come next. */
function accept(state: LlamaGrammarEvaluationState, model: LlamaModel, tokens: readonly Token[]): boolean {
  const { _state, _llama } = state as unknown as Internals
  const { AddonSampler } = _llama._bindings
  return tokens.every((token) => {
    if (model.isSpecialToken(token) || !AddonSampler.canBeNextTokenForGrammarEvaluationState(_state, token)) return false
    AddonSampler.acceptGrammarEvaluationStateToken(_state, token)
    return true
  })
}

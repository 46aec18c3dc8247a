import type { ChatHistoryItem, ChatWrapper, ChatWrapperGeneratedContextState, LlamaText } from 'node-llama-cpp'
import type { Library } from './library'
import { today } from './templateWrapper'

const WRITTEN = '# Instruction\n\n'
const DOCUMENTED = '# Instructions\n\n'

/** The library's wrapper for gpt-oss, whose replies are made of channels; the system message has the heading that its makers document. */
export function harmonyWrapper(library: Library): ChatWrapper {
  class DocumentedHarmony extends library.HarmonyChatWrapper {
    override generateContextState(options: { chatHistory: readonly ChatHistoryItem[] }): ChatWrapperGeneratedContextState {
      const state = super.generateContextState(options)
      return { ...state, contextText: withHeading(library, state.contextText) }
    }
  }
  return new DocumentedHarmony({ todayDate: today })
}

function withHeading(library: Library, { values }: LlamaText): LlamaText {
  const isDeveloper = (value: LlamaText['values'][number] | undefined): boolean =>
    value instanceof library.SpecialTokensText && value.value.endsWith('<|start|>developer<|message|>')
  return library.LlamaText(
    values.map((value, index) =>
      typeof value === 'string' && value.startsWith(WRITTEN) && isDeveloper(values[index - 1])
        ? DOCUMENTED + value.slice(WRITTEN.length)
        : value
    )
  )
}

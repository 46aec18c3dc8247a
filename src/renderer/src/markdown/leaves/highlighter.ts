import { createHighlighterCoreSync, type GrammarState, type LanguageRegistration } from 'shiki/core'
import { classOf, codeTheme } from './codeTheme'
import type { CodeLine, Grammar, LineResult } from './codeLine'
import { inTime, regexEngine } from './regexEngine'

const highlighter = createHighlighterCoreSync({ themes: [codeTheme], langs: [], engine: regexEngine, warnings: false })

/** The grammar of a language that has been loaded. */
export function grammarOf(registrations: LanguageRegistration[]): Grammar {
  highlighter.loadLanguageSync(registrations)
  const name = registrations.at(-1)?.name ?? ''
  const options = { lang: name, theme: 'hearth', tokenizeTimeLimit: 0 }

  return {
    name,
    colourLine(text, state, deadline): LineResult {
      const grammarState = state as GrammarState | undefined
      const tokens = inTime(deadline, () => highlighter.codeToTokensBase(text, { ...options, ...(grammarState && { grammarState }) }))
      if (tokens === 'paused' || tokens === 'tooSlow') return { kind: tokens }
      return { kind: 'coloured', line: joined(tokens[0] ?? []), state: highlighter.getLastGrammarState(tokens) ?? state }
    }
  }
}

/** Neighbours of one class are one span. */
function joined(tokens: readonly { content: string; color?: string }[]): CodeLine {
  const spans: [string, string][] = []
  for (const { content, color } of tokens) {
    const name = classOf(color)
    const last = spans.at(-1)
    // Spaces have no colour to be seen.
    if (last && (last[0] === name || content.trim() === '')) last[1] += content
    else spans.push([name, content])
  }
  return spans
}

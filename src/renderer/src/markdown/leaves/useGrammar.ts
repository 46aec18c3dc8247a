import { useEffect, useSyncExternalStore } from 'react'
import type { Grammar } from './codeLine'
import { languageOf, type Language } from './languages'

const loaded = new Map<Language, Grammar>()
const requested = new Set<Language>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What cannot be loaded stays plain; the rejection goes into the log like every fault of the page. */
async function load(language: Language): Promise<void> {
  const [{ grammarOf }, { default: registrations }] = await Promise.all([import('./highlighter'), language.load()])
  loaded.set(language, grammarOf(registrations))
  for (const listener of listeners) listener()
}

/** The grammar for the words behind a fence; null while it is loaded, for languages that are not coloured, and where colours are not wanted. */
export function useGrammar(info: string, isWanted: boolean): Grammar | null {
  const language = isWanted ? languageOf(info) : undefined
  useEffect(() => {
    if (!language || requested.has(language)) return
    requested.add(language)
    void load(language)
  }, [language])
  return useSyncExternalStore(
    subscribe,
    () => (language && loaded.get(language)) ?? null,
    () => null
  )
}

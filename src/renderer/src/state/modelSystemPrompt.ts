import { useEffect, useState } from 'react'
import type { Thinking } from '../../../shared/domain/samplingSettings'
import { call } from '../bridge'
import { useAppStore } from './appStore'
import { usePreferencesStore } from './preferencesStore'

/**
 * What the model in use reads as its system prompt where nobody gives one: what is recommended for it, else what its chat template writes. Null: it
 * has none, or it is not known. What a template writes depends on the way of thinking and on the values that main has for its variables.
 */
export function useModelSystemPrompt(thinking: Thinking): string | null {
  const model = useAppStore((state) => (state.model.kind === 'ready' ? state.model : null))
  const recommended = model?.recommended?.systemMessage ?? null
  const asked = recommended === null ? (model?.model.id ?? null) : null
  const values = usePreferencesStore(({ confirmed }) => JSON.stringify(confirmed.templateVariables[model?.model.id ?? '']))
  const [found, setFound] = useState<{ modelId: string; text: string | null } | null>(null)
  useEffect(() => {
    if (asked === null) return
    let isWanted = true
    void call('context.systemPromptOfModel', { thinking }).then((result) => {
      if (isWanted) setFound({ modelId: asked, text: result.ok ? result.value : null })
    })
    return () => void (isWanted = false)
  }, [asked, thinking, values])
  return recommended ?? (found?.modelId === asked ? found.text : null)
}

import { useEffect, useState } from 'react'
import { call } from '../bridge'
import { useAppStore } from './appStore'

/**
 * What the model in use reads as its system prompt where nobody gives one: what is recommended for it, else what its chat template writes. Null: it
 * has none, or it is not known.
 */
export function useModelSystemPrompt(): string | null {
  const model = useAppStore((state) => (state.model.kind === 'ready' ? state.model : null))
  const recommended = model?.recommended?.systemMessage ?? null
  const asked = recommended === null ? (model?.model.id ?? null) : null
  const [found, setFound] = useState<{ modelId: string; text: string | null } | null>(null)
  useEffect(() => {
    if (asked === null) return
    let isWanted = true
    void call('context.systemPromptOfModel', {}).then((result) => {
      if (isWanted) setFound({ modelId: asked, text: result.ok ? result.value : null })
    })
    return () => void (isWanted = false)
  }, [asked])
  return recommended ?? (found?.modelId === asked ? found.text : null)
}

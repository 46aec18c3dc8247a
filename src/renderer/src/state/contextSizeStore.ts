import { useEffect } from 'react'
import { create } from 'zustand'
import type { ContextSizes } from '../../../shared/domain/contextSizes'
import type { ModelStatus } from '../../../shared/domain/model'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useAppStore } from './appStore'
import { showFailure } from './windowNotices'

interface ContextSizeState {
  /** Of the model in use, as main said it last; null: nothing is known. */
  readonly sizes: ContextSizes | null
  /** The status of the model that they are of. */
  readonly of: ModelStatus | null
  /** The status that was asked about last. */
  readonly askedOf: ModelStatus | null
  /** Picked and not loaded yet, in tokens; null: as the memory allows; undefined: nothing. */
  readonly picked: number | null | undefined
}

export const initialContextSizeState: ContextSizeState = { sizes: null, of: null, askedOf: null, picked: undefined }

export const useContextSizeStore = create<ContextSizeState>()(() => initialContextSizeState)

/** Grows with every question: an older answer is outdated. */
let newest = 0

/** With what is picked among them. What was picked before the model had its present status is loaded by now, or cannot be. */
async function ask(): Promise<void> {
  const mine = ++newest
  const { model } = useAppStore.getState()
  const { of, picked } = useContextSizeStore.getState()
  const isSame = of === model
  useContextSizeStore.setState({ askedOf: model })
  const result = await call('model.contextSizes', { also: isSame ? (picked ?? null) : null })
  if (mine !== newest) return
  useContextSizeStore.setState({ sizes: result.ok ? result.value : null, of: model, ...(!isSame && { picked: undefined }) })
}

/** The contexts that the model in use can have: asked for when something begins to show them, and anew whenever a model is ready. */
export function useContextSizes(): ContextSizes | null {
  const model = useAppStore((state) => state.model)
  useEffect(() => {
    if (model.kind === 'ready') void ask()
  }, [model])
  return useKnownSizes(model)
}

function useKnownSizes(model: ModelStatus): ContextSizes | null {
  const sizes = useContextSizeStore((state) => state.sizes)
  // While the same model is loaded again they are still its.
  const isKnown = (model.kind === 'ready' || model.kind === 'loading') && sizes?.modelId === model.model.id
  return isKnown ? sizes : null
}

/** Whether a context can be chosen now: a model is ready, and what is known is of it. */
export function useCanChooseContext(): boolean {
  const model = useAppStore((state) => state.model)
  return useContextSizeStore(({ of }) => model.kind === 'ready' && of === model)
}

/** Whether the model in use was trained for a longer context than it has. */
export function useCanRaiseContext(): boolean {
  const model = useAppStore((state) => state.model)
  // Rows come and go with it: what does not change while the model is in use is asked about once.
  useEffect(() => {
    if (model.kind === 'ready' && useContextSizeStore.getState().askedOf !== model) void ask()
  }, [model])
  const sizes = useKnownSizes(model)
  return sizes !== null && sizes.trained > sizes.current
}

/** Nothing is loaded yet. What is free may have changed since it was asked about. */
export async function pickContext(tokens: number | null): Promise<void> {
  useContextSizeStore.setState({ picked: tokens })
  await ask()
}

/** The context is to be as it is. */
export function unpickContext(): void {
  useContextSizeStore.setState({ picked: undefined })
}

/** Loads the model in use again with this context, in tokens; null: as the memory allows. How it goes is told by `model.changed`. */
export async function chooseContext(tokens: number | null): Promise<void> {
  const { sizes } = useContextSizeStore.getState()
  if (!sizes) return
  useContextSizeStore.setState({ picked: tokens })
  const result = await call('model.chooseContextSize', { modelId: sizes.modelId, tokens })
  if (result.ok) return
  unpickContext()
  showFailure(t('models.notLoaded'), result.error)
}

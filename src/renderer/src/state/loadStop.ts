import { useAppStore } from './appStore'
import { useGenerationStore } from './generationStore'
import { isGenerating, isStopping } from './runningGenerations'

/** The load of a model that goes on now. `isBesideReply`: a reply of some conversation was being made, or stopped, since it began. */
let load: { readonly modelId: string; readonly isBesideReply: boolean } | null = null

function follow(): void {
  const { model } = useAppStore.getState()
  if (model.kind !== 'loading') {
    load = null
    return
  }
  const modelId = model.model.id
  const { running } = useGenerationStore.getState()
  const wasBesideReply = load?.modelId === modelId && load.isBesideReply
  load = { modelId, isBesideReply: wasBesideReply || Object.values(running).some((other) => isGenerating(other) || isStopping(other)) }
}

useAppStore.subscribe(follow)
useGenerationStore.subscribe(follow)

/**
 * Whether Stop, wherever it is asked for, may end the load of a model. Not where a reply was being made beside it: who stops that, even with
 * a second press, or a moment after it came to its end, did not mean the load.
 */
export const canStopLoad = (): boolean => load !== null && !load.isBesideReply

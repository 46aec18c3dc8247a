import { forgetUnfinishedTexts } from '../state/unfinishedTexts'
import { initialAppState, useAppStore } from '../state/appStore'
import { initialChoiceState, useChoiceStore } from '../state/choiceStore'
import { initialContextSizeState, useContextSizeStore } from '../state/contextSizeStore'
import { initialContextState, useContextStore } from '../state/contextStore'
import { initialConversationState, useConversationStore } from '../state/conversationStore'
import { forgetDeletions } from '../state/deletions'
import { draftStore } from '../state/draftStore'
import { initialGenerationState, useGenerationStore } from '../state/generationStore'
import { abandonOpening } from '../state/openings'
import { placeStore } from '../state/placeStore'
import { initialPreferencesState, usePreferencesStore } from '../state/preferencesStore'
import { initialQueueState, useQueueStore } from '../state/queueStore'
import { initialKeyboardState, useKeyboardStore } from '../state/shortcutStore'
import { streamStore } from '../state/streamStore'
import { initialViewState, useViewStore } from '../state/viewStore'

/** A window that has just been opened. */
export function resetState(): void {
  forgetUnfinishedTexts()
  abandonOpening()
  useAppStore.setState(initialAppState, true)
  useChoiceStore.setState(initialChoiceState, true)
  useContextSizeStore.setState(initialContextSizeState, true)
  useContextStore.setState(initialContextState, true)
  useConversationStore.setState(initialConversationState, true)
  useGenerationStore.setState(initialGenerationState, true)
  usePreferencesStore.setState(initialPreferencesState, true)
  useQueueStore.setState(initialQueueState, true)
  useViewStore.setState(initialViewState, true)
  useKeyboardStore.setState(initialKeyboardState, true)
  streamStore.reset()
  forgetDeletions()
  draftStore.reset()
  placeStore.reset()
}

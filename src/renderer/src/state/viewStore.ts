import { create } from 'zustand'
import type { ConversationId } from '../../../shared/domain/ids'

export type SettingsSectionId = 'generation' | 'appearance' | 'reading' | 'models' | 'storage' | 'keyboard' | 'about'

export type InspectorTab = 'generation' | 'context'

export interface ViewState {
  /** A wide window shows the list unless it was hidden; a narrow one lays it over the chat when asked. */
  readonly isNarrow: boolean
  readonly isListShownWide: boolean
  readonly isListShownNarrow: boolean
  /** Has no room for list, chat and inspector side by side: of list and inspector one is shown. */
  readonly isTight: boolean
  /** The list went away for the inspector and comes back after it. */
  readonly isListAside: boolean
  /** Beside the chat; over it where the window has no room for both. */
  readonly isInspectorShown: boolean
  readonly inspectorTab: InspectorTab
  /** Grows by one whenever the inspector should take the focus. */
  readonly inspectorFocusRequests: number
  /** The context size in the inspector is to take the focus, as soon as it is there. */
  readonly isContextSizeWanted: boolean
  /** The exact prompt of the next reply. */
  readonly isPromptShown: boolean
  readonly areSettingsShown: boolean
  /** As it was left. */
  readonly settingsSection: SettingsSectionId
  readonly areShortcutsShown: boolean
  readonly isPaletteShown: boolean
  readonly isModelMenuShown: boolean
  /** The chat that is to be deleted, a new object each time; the list does it. */
  readonly deletion: { readonly conversationId: ConversationId } | null
  /** Grows by one whenever the composer should take the focus. */
  readonly composerFocusRequests: number
  /** Said once by the status region: something that has no state of its own, such as a copy that was made. */
  readonly said: { readonly text: string; readonly at: number } | null
}

export const initialViewState: ViewState = {
  isNarrow: false,
  isListShownWide: true,
  isListShownNarrow: false,
  isTight: false,
  isListAside: false,
  isInspectorShown: false,
  inspectorTab: 'generation',
  inspectorFocusRequests: 0,
  isContextSizeWanted: false,
  isPromptShown: false,
  areSettingsShown: false,
  settingsSection: 'appearance',
  areShortcutsShown: false,
  isPaletteShown: false,
  isModelMenuShown: false,
  deletion: null,
  composerFocusRequests: 0,
  said: null
}

/** How the window looks. Not saved. */
export const useViewStore = create<ViewState>()(() => initialViewState)

export const isListShown = (view: ViewState): boolean =>
  view.isNarrow ? view.isListShownNarrow : view.isListShownWide && !view.isListAside

export function toggleList(): void {
  useViewStore.setState((view) => {
    // Of what lies over the chat in a narrow window one is shown.
    if (view.isNarrow) return { isListShownNarrow: !view.isListShownNarrow, isInspectorShown: false, isListAside: false }
    // In the place of the inspector, where there is no room for both.
    if (view.isListAside) return { isListAside: false, isInspectorShown: false }
    const isListShownWide = !view.isListShownWide
    return { isListShownWide, isInspectorShown: view.isInspectorShown && !(isListShownWide && view.isTight) }
  })
}

/** Tells what there is room for. */
export function fitWindow(isNarrow: boolean, isTight: boolean): void {
  useViewStore.setState((view) => {
    if (view.isNarrow === isNarrow && view.isTight === isTight) return view
    const isListAside = isTight && view.isInspectorShown && view.isListShownWide
    return { isNarrow, isTight, isListAside, ...(view.isNarrow !== isNarrow && { isListShownNarrow: false }) }
  })
}

/** In a narrow window the list goes away once it has been used. */
export function closeListOverlay(): void {
  useViewStore.setState({ isListShownNarrow: false })
}

export function toggleInspector(): void {
  useViewStore.setState((view) => {
    const isInspectorShown = !view.isInspectorShown
    const isContextSizeWanted = isInspectorShown && view.isContextSizeWanted
    const isListAside = isInspectorShown && view.isTight && view.isListShownWide
    return { isInspectorShown, isContextSizeWanted, isListShownNarrow: false, isListAside }
  })
}

export function showInspector(inspectorTab: InspectorTab): void {
  useViewStore.setState(({ inspectorFocusRequests }) => ({ inspectorTab, inspectorFocusRequests: inspectorFocusRequests + 1 }))
  if (!useViewStore.getState().isInspectorShown) toggleInspector()
}

/** Opens the inspector at the size of the context. */
export function showContextSize(): void {
  useViewStore.setState({ inspectorTab: 'context', isContextSizeWanted: true })
  if (!useViewStore.getState().isInspectorShown) toggleInspector()
}

/** It has taken the focus. */
export function contextSizeShown(): void {
  useViewStore.setState({ isContextSizeWanted: false })
}

export function closeInspector(): void {
  useViewStore.setState({ isInspectorShown: false, isListAside: false, isContextSizeWanted: false })
}

export function showSettings(areSettingsShown: boolean): void {
  useViewStore.setState({ areSettingsShown })
}

export function chooseSettingsSection(settingsSection: SettingsSectionId): void {
  useViewStore.setState({ settingsSection })
}

export function showPromptDialog(isPromptShown: boolean): void {
  useViewStore.setState({ isPromptShown })
}

export function showShortcuts(areShortcutsShown: boolean): void {
  useViewStore.setState({ areShortcutsShown })
}

export function showPalette(isPaletteShown: boolean): void {
  useViewStore.setState({ isPaletteShown })
}

export function showModelMenu(isModelMenuShown: boolean): void {
  useViewStore.setState({ isModelMenuShown })
}

export function requestDeletion(conversationId: ConversationId): void {
  useViewStore.setState({ deletion: { conversationId } })
}

export function focusComposer(): void {
  useViewStore.setState(({ composerFocusRequests }) => ({ composerFocusRequests: composerFocusRequests + 1 }))
}

export function say(text: string): void {
  useViewStore.setState({ said: { text, at: Date.now() } })
}

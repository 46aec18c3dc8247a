import { create } from 'zustand'

export interface ViewState {
  /** A wide window shows the list unless it was hidden; a narrow one lays it over the chat when asked. */
  readonly isNarrow: boolean
  readonly isListShownWide: boolean
  readonly isListShownNarrow: boolean
  readonly areSettingsShown: boolean
  readonly areShortcutsShown: boolean
  /** Grows by one whenever the composer should take the focus. */
  readonly composerFocusRequests: number
  /** Said once by the status region: something that has no state of its own, such as a copy that was made. */
  readonly said: { readonly text: string; readonly at: number } | null
}

export const initialViewState: ViewState = {
  isNarrow: false,
  isListShownWide: true,
  isListShownNarrow: false,
  areSettingsShown: false,
  areShortcutsShown: false,
  composerFocusRequests: 0,
  said: null
}

/** How the window looks. Not saved. */
export const useViewStore = create<ViewState>()(() => initialViewState)

export const isListShown = (view: ViewState): boolean => (view.isNarrow ? view.isListShownNarrow : view.isListShownWide)

export function toggleList(): void {
  useViewStore.setState((view) =>
    view.isNarrow ? { isListShownNarrow: !view.isListShownNarrow } : { isListShownWide: !view.isListShownWide }
  )
}

/** In a narrow window the list goes away once it has been used. */
export function closeListOverlay(): void {
  useViewStore.setState({ isListShownNarrow: false })
}

export function showSettings(areSettingsShown: boolean): void {
  useViewStore.setState({ areSettingsShown })
}

export function showShortcuts(areShortcutsShown: boolean): void {
  useViewStore.setState({ areShortcutsShown })
}

export function focusComposer(): void {
  useViewStore.setState(({ composerFocusRequests }) => ({ composerFocusRequests: composerFocusRequests + 1 }))
}

export function say(text: string): void {
  useViewStore.setState({ said: { text, at: Date.now() } })
}

import { create } from 'zustand'
import type { RunningGenerations } from './runningGenerations'

export interface GenerationState {
  readonly running: RunningGenerations
}

export const initialGenerationState: GenerationState = { running: {} }

/** Every generation that has not ended, of all conversations. Its text is in the stream store. */
export const useGenerationStore = create<GenerationState>()(() => initialGenerationState)

/** Keeps the state object when `change` changes nothing: its subscribers run at every new one, and text comes 30 times a second. */
export function changeRunning(change: (running: RunningGenerations) => RunningGenerations): void {
  useGenerationStore.setState((state) => {
    const running = change(state.running)
    return running === state.running ? state : { running }
  })
}

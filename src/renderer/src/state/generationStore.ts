import { create } from 'zustand'
import type { RunningGenerations } from './runningGenerations'

export interface GenerationState {
  readonly running: RunningGenerations
}

export const initialGenerationState: GenerationState = { running: {} }

/** Every generation that has not ended, of all conversations. Its text is in the stream store. */
export const useGenerationStore = create<GenerationState>()(() => initialGenerationState)

export function changeRunning(change: (running: RunningGenerations) => RunningGenerations): void {
  useGenerationStore.setState(({ running }) => ({ running: change(running) }))
}

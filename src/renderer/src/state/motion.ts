import { usePreferencesStore } from './preferencesStore'

/** Whether the person has asked, here or in the system, that nothing moves by itself. */
export const isMotionReduced = (): boolean =>
  usePreferencesStore.getState().preferences.motion === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches

/** The environment to start programs with: with a screen, a virtual one of our own where there is none. `stop` waits for its end. `size`: of one of our own, in pixels. */
export function openDisplay(env: NodeJS.ProcessEnv, size?: string): Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }>

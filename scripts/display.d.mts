/** The environment to start programs with: with a screen, a virtual one of our own where there is none. `stop` waits for its end. */
export function openDisplay(env: NodeJS.ProcessEnv): Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }>

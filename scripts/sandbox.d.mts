/**
 * Whether this user can run this Electron with Chromium's sandbox, found out by a probe. HEARTH_SANDBOX=off makes it false.
 * @param executable the one that is installed in this checkout when not given
 */
export function canSandbox(executable?: string): boolean

/** What Electron must be started with here: nothing, or `--no-sandbox`. */
export function sandboxArguments(executable?: string): string[]

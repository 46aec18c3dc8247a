/** Words that, put before a command, forbid user namespaces to it. */
export const withoutUserNamespaces: readonly string[]

/** Whether this user can set that limit here. */
export function canForbidUserNamespaces(): boolean

/** Path of the Electron executable that is installed in this checkout; throws when there is none. */
export function electronExecutable(root: string): string

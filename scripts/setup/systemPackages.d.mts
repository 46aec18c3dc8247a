/** Whether PATH has such a program. */
export function hasProgram(name: string): boolean

/** The log file. `error` takes what was thrown and writes its stack. Nothing people write goes into the log. */
export interface Log {
  info(message: string): void
  warn(message: string): void
  error(message: string, thrown: unknown): void
}

/** Absolute path of the tiny model, which set-up has put there for tests and benchmarks. */
export function tinyModelFile(root: string): string

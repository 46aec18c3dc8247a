import type * as library from 'node-llama-cpp'

export type Library = typeof library

/** Imported on demand: the process first closes its network and redirects the library's self-test (see ../index.ts). */
export const loadLibrary = (): Promise<Library> => import('node-llama-cpp')

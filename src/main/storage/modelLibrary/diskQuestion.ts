import type { FolderReader } from './folderReader'

/** What main asks the process that reads the models folder. `bytes`: for `head`. */
export interface DiskQuestion {
  readonly id: number
  readonly ask: keyof FolderReader
  readonly path: string
  readonly bytes?: number
}

/** `head`: its bytes in base64. `failure`: what a FolderReader rejects with, as far as it can be sent. */
export type DiskAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: { readonly message: string; readonly code?: string; readonly syscall?: string } }

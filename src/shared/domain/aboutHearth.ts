import * as z from 'zod'

/** Folders of Hearth that a person may want to look into. */
export const hearthFolder = z.enum(['data', 'logs'])
export type HearthFolder = z.infer<typeof hearthFolder>

/** What Hearth is made of, and where it keeps what it keeps. */
export const aboutHearth = z.object({
  versions: z.object({
    hearth: z.string(),
    electron: z.string(),
    chromium: z.string(),
    node: z.string(),
    /** Of node-llama-cpp, through which llama.cpp is used. */
    llama: z.string(),
    /** Of @photostructure/sqlite, which has SQLite in it. */
    sqlite: z.string()
  }),
  dataFolder: z.string(),
  modelsFolder: z.string(),
  logsFolder: z.string(),
  /** Of the conversations, on the disk; null where it cannot be known. */
  conversationBytes: z.number().int().min(0).nullable()
})
export type AboutHearth = z.infer<typeof aboutHearth>

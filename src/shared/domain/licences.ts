import * as z from 'zod'

/**
 * What is part of Hearth, most of it packages. `licence`: as SPDX writes it. `file`: the text is in that file, in the folder of Electron's
 * program; it is too long for the list.
 */
const about = { name: z.string(), version: z.string(), licence: z.string(), file: z.string().exactOptional() }

/** `text` null: it brings none, or it is in `file`. */
export const packageLicence = z.object({ ...about, text: z.string().nullable() })
export type PackageLicence = z.infer<typeof packageLicence>

/** The list that the build makes (scripts/licences.mjs). Many packages have the same text: `text` is its place in `texts`. */
export const licencesFile = z.object({
  packages: z.array(z.object({ ...about, text: z.number().int().min(0).nullable() })),
  texts: z.array(z.string())
})

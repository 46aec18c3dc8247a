import * as z from 'zod'

/** A package that is part of Hearth. `licence`: as SPDX writes it. */
const about = { name: z.string(), version: z.string(), licence: z.string() }

/** `text` null: the package brings none. */
export const packageLicence = z.object({ ...about, text: z.string().nullable() })
export type PackageLicence = z.infer<typeof packageLicence>

/** The list that the build makes (scripts/licences.mjs). Many packages have the same text: `text` is its place in `texts`. */
export const licencesFile = z.object({
  packages: z.array(z.object({ ...about, text: z.number().int().min(0).nullable() })),
  texts: z.array(z.string())
})

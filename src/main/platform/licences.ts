import { readFile } from 'node:fs/promises'
import { licencesFile, type PackageLicence } from '../../shared/domain/licences'

/** Reads the list that the build makes. Rejects where it is not there or is something else. */
export async function readLicences(path: string): Promise<PackageLicence[]> {
  const { packages, texts } = licencesFile.parse(JSON.parse(await readFile(path, 'utf8')))
  return packages.map((each) => ({ ...each, text: each.text === null ? null : (texts[each.text] ?? null) }))
}

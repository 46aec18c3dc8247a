// Whether what is about to be fetched fits onto the disk: said before a long download, not at its end.
import fs from 'node:fs'
import { formatBytes } from './progress.mjs'
import { SetupError } from './setupError.mjs'

/** @param {string} folder @returns {number} bytes that this user may still write there */
function freeBytes(folder) {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}

/**
 * @param {string} what begins the sentence, as in "The starter model"
 * @param {{ folder: string, bytes: number, free?: (folder: string) => number }} need
 * @throws {SetupError} where less is free
 */
export function requireFreeDisk(what, { folder, bytes, free = freeBytes }) {
  const there = free(folder)
  if (there >= bytes) return
  throw new SetupError(
    `${what} needs ${formatBytes(bytes)} of free disk space in ${folder} while it is fetched, and ${formatBytes(there)} are free there. Free some space and run the command again; what has arrived is kept.`
  )
}

// A second view of a folder for a user who may not enter the first: hard links where the disk and the file's permissions allow, copies elsewhere.
import fs from 'node:fs'
import path from 'node:path'

const READ_BY_ALL = 0o444
const RUN_BY_ALL = 0o111

const readableByAll = (mode) => (mode & 0o004) !== 0 && ((mode & 0o100) === 0 || (mode & 0o001) !== 0)

function stageFile(from, to) {
  const { mode } = fs.statSync(from)
  if (readableByAll(mode)) {
    try {
      fs.linkSync(from, to)
      return
    } catch (error) {
      if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(error.code)) throw error
    }
  }
  fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE)
  fs.chmodSync(to, mode | READ_BY_ALL | (mode & 0o100 ? RUN_BY_ALL : 0))
}

/**
 * Everything of `from`, readable by every user, in the new folder `to`. Never write into the result: its files are those of `from`.
 * @param {string} from
 * @param {string} to
 * @param {(name: string) => boolean} [wanted] which entries of the first level
 */
export function stageTree(from, to, wanted = () => true) {
  fs.mkdirSync(to)
  fs.chmodSync(to, 0o755)
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    if (entry.isDirectory()) stageTree(source, target)
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target)
    else if (entry.isFile()) stageFile(source, target)
  }
}

import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { openDatabase } from '../worker/openDatabase'

// A process for the tests: `node killedOpening.mjs <data folder> <n>`. It opens the database and dies by SIGKILL after the n-th rename.

const [folder = '', n] = process.argv.slice(2)
const { renameSync } = fs
let renames = 0
fs.renameSync = (from, to) => {
  renameSync(from, to)
  renames += 1
  if (renames === Number(n)) process.kill(process.pid, 'SIGKILL')
}
syncBuiltinESMExports() // for all who import it by name
openDatabase(folder, { warn: () => undefined })

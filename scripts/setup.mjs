// `npm run setup`, and before start, test and the rest: everything this project needs on this machine. What is there already costs milliseconds.
// npm runs this before anything is installed, so only Node's own modules may be imported here, and the rest after the check of Node's version.
//   --packages     only Node and the npm packages
//   --tests        also the tiny model, which tests and benchmarks use beside the starter
//   --screenshots  also the fonts that pictures of Chinese text and emoji need
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** @param {string} version of Node */
function isNodeNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

async function setUp({ packagesOnly, tests, screenshots }) {
  const { endWithChildren } = await import('./setup/command.mjs')
  const { withFolderLock } = await import('./setup/folderLock.mjs')
  const { log } = await import('./setup/progress.mjs')
  endWithChildren()
  const onWait = (pid) => log(`another set-up (process ${pid}) is working in this folder; waiting for it`)
  await withFolderLock(path.join(root, '.setup-lock'), { onWait }, async (lock) => {
    const { setUpPackages } = await import('./setup/packages.mjs')
    await setUpPackages(root, lock)
    if (packagesOnly) return
    const { setUpElectron } = await import('./setup/electron.mjs')
    const { installPip, setUpSystemPackages } = await import('./setup/systemPackages.mjs')
    const { setUpEngineNode } = await import('./setup/engineNode.mjs')
    const { setUpStarterModel } = await import('./setup/starterModel.mjs')
    const { setUpTinyModel } = await import('./setup/tinyModel.mjs')
    const electron = await setUpElectron(root)
    await setUpSystemPackages(root, { screenshots })
    await setUpEngineNode(root)
    await setUpStarterModel(root, { installPip })
    if (tests) await setUpTinyModel(root, { installPip })
    log(`ready (Electron ${electron}, Node ${process.versions.node})`)
  })
}

async function main() {
  if (!isNodeNewEnough(process.versions.node)) {
    console.error(`[setup] Hearth needs Node 20.19 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const { SetupError } = await import('./setup/setupError.mjs')
  try {
    const asked = (name) => process.argv.includes(name)
    await setUp({ packagesOnly: asked('--packages'), tests: asked('--tests'), screenshots: asked('--screenshots') })
  } catch (error) {
    const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)
    if (!(error instanceof SetupError) && !refused) throw error
    console.error(
      `[setup] ${refused ? `${error.code}: this user cannot write ${error.path ?? 'a file'}, or the disk is full.` : error.message}`
    )
    process.exit(1)
  }
}

await main()

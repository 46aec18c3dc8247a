// Child process of set-up: fetches the pinned Electron into the download cache and reports every byte to its parent, who watches for stalls.
// Unpacking is left to electron's own install.js, which then finds the file in that cache.
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2]
const require = createRequire(path.join(folder, 'package.json'))
const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href)

try {
  await downloadArtifact({
    version: require(path.join(folder, 'package.json')).version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    cacheRoot: process.env.electron_config_cache,
    checksums: require(path.join(folder, 'checksums.json')),
    downloadOptions: { quiet: true, getProgressCallback: ({ transferred, total }) => process.send?.({ transferred, total }) }
  })
  process.disconnect?.()
} catch (error) {
  // the message of fetch is "fetch failed"; the reason, such as "connect ECONNREFUSED", is in its cause
  console.error([error.message, error.cause?.message].filter(Boolean).join(': '))
  process.exit(1)
}

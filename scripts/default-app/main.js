// Default app of the assembled Electron: `electron <folder or file>` starts here and hands over to the project.
// It is an ES module on purpose: a CommonJS one that calls import() lets the app become ready before the project's main has run.
import { app } from 'electron/main'
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Splits `[-r module]… [flags] <app> [its arguments]`; the first word without a dash is the app. */
function readArguments(words) {
  const preload = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === '-r' || word === '--require') preload.push(words[++i])
    else if (word === '-v' || word === '--version') return { preload, version: true }
    else if (word.startsWith('--app=')) return { preload, target: word.slice('--app='.length) }
    else if (!word.startsWith('-')) return { preload, target: word }
  }
  return { preload }
}

/** Gives the app the name and version of the project's package.json, as Electron's own default app does. */
function adoptManifest(folder) {
  const file = path.join(folder, 'package.json')
  if (!fs.existsSync(file)) return false
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  if (manifest.productName || manifest.name) app.name = manifest.productName || manifest.name
  app.setDesktopName(manifest.desktopName || `${app.name}.desktop`)
  return true
}

const { preload, target, version } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
Module._preloadModules(preload.map((name) => path.resolve(name)))
if (!target) {
  console.error('usage: electron [flags] <app>')
  process.exit(2)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
const folder = path.resolve(target)
try {
  const isProject = adoptManifest(folder)
  const file = Module._resolveFilename(folder, null, true)
  app.setAppPath(isProject ? folder : path.dirname(file))
  await import(pathToFileURL(file).href)
} catch (error) {
  console.error('The app could not be loaded.\n', error)
  process.exit(1)
}

// What Hearth consists of besides its own code, each with its licence: the packages that are installed with it, what its build takes in, Electron, and
// further works that are no packages.
import fs from 'node:fs'
import path from 'node:path'
import { furtherWorks } from './furtherWorks.mjs'

/** Licences under which a package may be part of Hearth: they ask for their text to stay with it, and for nothing else. */
export const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD', 'CC0-1.0']

const PLACE = path.join('out', 'licences.json')
/** Below src/, as in .dependency-cruiser.cjs. */
const OF_TESTS = /\.test\.tsx?$|(^|\/)testing\/|^(engine|main\/storage)\/contract\//
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/** Whether a licence, as SPDX writes it, is one of these: of several that may be chosen one is enough, of several that all hold each must be. */
export function isAllowed(licence) {
  const inside = licence.trim().replace(/^\((.*)\)$/, '$1')
  if (/ OR /.test(inside)) return inside.split(' OR ').some(isAllowed)
  if (/ AND /.test(inside)) return inside.split(' AND ').every(isAllowed)
  return ALLOWED.includes(inside)
}

/** Names of the packages that sources of the product import; types alone are no part of it. */
function importedPackages(folder) {
  const names = new Set()
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const place = path.relative(folder, file).replaceAll(path.sep, '/')
    if (!entry.isFile() || !/\.(tsx?|css)$/.test(file) || OF_TESTS.test(place)) continue
    const text = fs.readFileSync(file, 'utf8').replace(/^import type [^;]*?['"]\s*$/gm, '')
    for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'"]*)?['"]/g)) names.add(name)
  }
  return names
}

const manifestOf = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))

/** The folder of a package as Node finds it from another; undefined where it is not installed, as one for another system. */
function folderOf(name, from, root) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name)
    if (fs.existsSync(path.join(found, 'package.json'))) return found
    if (folder === root || folder === path.dirname(folder)) return undefined
  }
}

function licenceOf({ license, licenses }) {
  const named = license ?? licenses?.map(({ type }) => type).join(' OR ')
  return (typeof named === 'object' ? named?.type : named) ?? ''
}

function textOf(folder) {
  const files = fs.readdirSync(folder).filter((name) => LICENCE_FILE.test(name) && fs.statSync(path.join(folder, name)).isFile())
  const texts = files.sort().map((name) => fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
  return texts.length > 0 ? texts.join('\n\n') : null
}

const order = new Intl.Collator('en')
const byName = (a, b) => order.compare(a.name, b.name) || order.compare(a.version, b.version)

/**
 * Sorted by name. Of the packages for one system only those that are installed here are among them: Hearth is packaged for each system on itself.
 * @returns {{ name: string, version: string, licence: string, text: string | null }[]}
 */
export function shippedPackages(root) {
  const { dependencies = {}, devDependencies = {} } = manifestOf(root)
  const imported = importedPackages(path.join(root, 'src'))
  const found = new Map()
  const add = (name, from, isAlone) => {
    const folder = folderOf(name, from, root)
    if (folder === undefined || found.has(folder)) return
    const manifest = manifestOf(folder)
    found.set(folder, { name: manifest.name, version: manifest.version, licence: licenceOf(manifest), text: textOf(folder) })
    if (isAlone) return
    for (const other of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) add(other, folder, false)
  }
  for (const name of Object.keys(dependencies)) add(name, root, false)
  // Of Electron's package only Electron is shipped, and not what fetches it.
  for (const name of Object.keys(devDependencies)) if (imported.has(name)) add(name, root, name === 'electron')
  // The same version may be installed in several folders.
  const packages = new Map([...found.values()].map((each) => [`${each.name} ${each.version}`, each]))
  return [...packages.values()].sort(byName)
}

/** What the window's settings show. Many works have the same text: each is written once. */
export function writeLicences(root) {
  const texts = []
  const works = [...shippedPackages(root), ...furtherWorks(root)].sort(byName)
  const packages = works.map(({ text, ...each }) => {
    if (text !== null && !texts.includes(text)) texts.push(text)
    return { ...each, text: text === null ? null : texts.indexOf(text) }
  })
  fs.mkdirSync(path.join(root, 'out'), { recursive: true })
  fs.writeFileSync(path.join(root, PLACE), JSON.stringify({ packages, texts }))
}

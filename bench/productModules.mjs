import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from './places.mjs'

export const modulesFolder = path.join(root, 'out', 'bench', 'modules')

/** What the product's modules export, all together, for a benchmark in this process. `input`: source files by a name of their own. */
export async function productModules(input) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: modulesFolder,
      minify: false,
      rollupOptions: { input, output: { entryFileNames: '[name].mjs' } }
    },
    ssr: { noExternal: true, external: ['node-llama-cpp'] }
  })
  const modules = await Promise.all(Object.keys(input).map((name) => import(pathToFileURL(path.join(modulesFolder, `${name}.mjs`)).href)))
  return Object.assign({}, ...modules)
}

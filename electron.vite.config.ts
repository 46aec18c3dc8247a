import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { join } from 'node:path'

// Targets are written out, so that one build runs on the Electron users get and on the one that development may run on.
// ESM main, one CommonJS file as the sandboxed preload, React in the renderer. The engine has its own build: vite.engine.config.ts.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      externalizeDeps: { exclude: ['electron-store', 'conf', 'zod', 'i18next'] },
      rollupOptions: {
        input: { index: 'src/main/index.ts', storageWorker: 'src/main/storage/worker/storageWorker.ts' },
        output: { entryFileNames: '[name].js', comments: false } // V8 keeps the source in memory
      }
    }
  },
  preload: {
    build: { target: 'node20', externalizeDeps: false, rollupOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } } }
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: join(import.meta.dirname, 'src/renderer/index.html') }
    },
    plugins: [react()]
  }
})

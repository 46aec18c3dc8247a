import { defineConfig } from 'vite'

// The programs of plain Node, each one ESM file beside the unpacked node_modules: the engine, and what reads the models folder. Only
// node-llama-cpp stays outside.
// .mjs, because beside the asar no package.json says "type": "module".
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/engine',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: { index: 'src/engine/index.ts', diskProcess: 'src/main/storage/modelLibrary/diskProcess.ts' },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' }
    }
  },
  ssr: { noExternal: true, external: ['node-llama-cpp'] }
})

import { defineConfig } from 'vite'

// One self-contained ESM file beside the unpacked node_modules; only node-llama-cpp stays outside.
// .mjs, because beside the asar no package.json says "type": "module".
export default defineConfig({
  build: {
    ssr: 'src/engine/index.ts',
    target: 'node20',
    outDir: 'out/engine',
    emptyOutDir: true,
    minify: false,
    rollupOptions: { output: { entryFileNames: 'index.mjs', codeSplitting: false } }
  },
  ssr: { noExternal: true, external: ['node-llama-cpp'] }
})

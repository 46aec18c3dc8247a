import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs', 'bench/**/*.test.mjs'],
    setupFiles: ['scripts/vitestSetup.mjs'],
    testTimeout: 30_000,
    // Vitest leaves one processor free by itself, which on two is half of them; many tests wait for processes that they started.
    maxWorkers: availableParallelism()
  }
})

import { expect, it } from 'vitest'
import { engineEnvironment } from './engineEnvironment'

it('the engine gets the person’s environment without what would turn it into another program, and fetches nothing', () => {
  const base = { PATH: '/bin', LANG: 'de', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect', UV_THREADPOOL_SIZE: '64' }
  expect(engineEnvironment(base)).toEqual({ PATH: '/bin', LANG: 'de', NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true', UV_THREADPOOL_SIZE: '1' })
  expect(base.NODE_OPTIONS, 'main’s own environment stays').toBe('--inspect')
})

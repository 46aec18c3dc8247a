/**
 * The environment of the engine's process: that of `base` without Electron switches and Node options; the library is told to fetch nothing.
 */
export function engineEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...base,
    NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true',
    // Node would hand every token to another thread of its pool, and so to another core: 5 % slower (docs/decisions/0004).
    UV_THREADPOOL_SIZE: '1'
  }
  delete env.ELECTRON_RUN_AS_NODE
  delete env.NODE_OPTIONS
  return env
}

import path from 'node:path'
import { startLineProcess } from './lineProcess.mjs'
import { root } from './places.mjs'

/** The bare loop in a process of its own, with this setting where a request names no other; `run` is one generation. The caller ends it. */
export function startBareLoop(modelPath, { threads, flashAttention, threadPool }) {
  const { run, ...process } = startLineProcess(path.join(root, 'bench', 'bareLoop.mjs'), [modelPath], { threadPool })
  return { run: (request) => run({ threads, flashAttention, ...request }), ...process }
}

import { readdirSync } from 'node:fs'

const DRIVER_FILES = /^(nvidia\d+|dxg|kfd)$/ // NVIDIA, Windows' graphics in WSL, AMD's compute interface

/**
 * Whether Linux offers any graphics device in `dev`. Without one no GPU library can find anything, and asking them all costs every start
 * half a second. On other systems it is always true: only the libraries can tell there.
 */
export function mayHaveGpu(dev = '/dev', platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux') return true
  return namesIn(`${dev}/dri`).some((name) => name.startsWith('renderD')) || namesIn(dev).some((name) => DRIVER_FILES.test(name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // not there, or not ours to look into: nothing that could be used
  }
}

/** `MemAvailable` of Linux' /proc/meminfo, in bytes: what is free, and what the kernel would take from its caches. Null where it is not told. */
export function availableOnLinux(meminfo: string): number | null {
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1]
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024
}

/** Of macOS' `vm_stat`, in bytes: free pages, and those that were not used for some time. Null where it is not told. */
export function availableOnMac(vmStat: string): number | null {
  const pageBytes = Number(/page size of (\d+) bytes/.exec(vmStat)?.[1])
  const pages = ['free', 'inactive', 'speculative'].map((kind) =>
    Number(new RegExp(`^Pages ${kind}:\\s+(\\d+)\\.$`, 'm').exec(vmStat)?.[1])
  )
  const bytes = pageBytes * pages.reduce((sum, count) => sum + count, 0)
  return Number.isNaN(bytes) ? null : bytes
}

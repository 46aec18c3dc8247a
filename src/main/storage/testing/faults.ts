/** How often an invariant or a fault is tried: all of `full` with HEARTH_FAULTS=full, otherwise a tenth of it, but at least 20 times. */
export const runs = (full: number): number => (process.env.HEARTH_FAULTS === 'full' ? full : Math.max(20, Math.round(full / 10)))

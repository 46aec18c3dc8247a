import { formatWithUnit } from './regionalFormats'

/** Decimal units, as the systems' file managers and makers of disks count. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e9) return formatWithUnit(bytes / 1e9, 'gigabyte', { maximumFractionDigits: 1 })
  return formatWithUnit(bytes / 1e6, 'megabyte', { maximumFractionDigits: 0 })
}

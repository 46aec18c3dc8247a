import { language } from './translate'

/** Decimal units, as the systems' file managers and makers of disks count. */
export function sizeWords(bytes: number): string {
  const [unit, value] = bytes >= 1e9 ? (['gigabyte', bytes / 1e9] as const) : (['megabyte', bytes / 1e6] as const)
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: unit === 'gigabyte' ? 1 : 0 }).format(value)
}

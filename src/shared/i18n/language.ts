/** The language of the words, as BCP 47. How numbers, times and dates are written is the region's matter: regionalFormats.ts. */
export const language = (): string => 'en'

/** Numbers that change faster than this cannot be read. Milliseconds. */
export const BETWEEN_NUMBERS = 300

/**
 * Parts of patterns that may be read in many ways where they repeat, so that a line which fits none is searched for years: with the same
 * meaning in fewer ways, or with an end where no code goes on. Every grammar was tried with the lines of hostileCode.test.ts.
 */
export const SAFER: readonly (readonly [part: string, safer: string])[] = [
  // C++: signs of pointers and references, each with a place between them that may be empty in five ways.
  ['))*[\\&*])?', ')){0,3}[\\&*])?'],
  // C#: spaces that may belong to what is before them or to what follows.
  ['(?:\\s*\\*\\s*)*', '(?:\\s*\\*)*'],
  ['(?:\\s*,\\s*)*', '(?:\\s*,)*\\s*'],
  [']\\s*\\??\\s*)*', '](?:\\s*\\?)?)*'],
  ['\\s*(?<type_args>\\s*<(?:[^<>]|\\g<type_args>)+>\\s*)?', '(?:\\s*(?<type_args><(?:[^<>]|\\g<type_args>)+>))?'],
  ['(?<type_args>\\s*<(?:[^<>]|\\g<type_args>)+>\\s*)', '\\s*(?<type_args><(?:[^<>]|\\g<type_args>)+>)\\s*'],
  ['(?<type_params>\\s*<([^<>]|\\g<type_params>)+>\\s*)', '\\s*(?<type_params><([^<>]|\\g<type_params>)+>)\\s*']
]

export const saferPattern = (pattern: string): string => SAFER.reduce((made, [part, safer]) => made.replaceAll(part, safer), pattern)

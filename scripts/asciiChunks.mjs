/**
 * A plugin of Vite that writes every character beyond ASCII as its escape: V8 keeps the source of a program, and with one such character it needs
 * two bytes for each. In strings, templates, names and regular expressions an escape means the same; what would read the source itself
 * (`String.raw`, a backslash before such a character) is refused.
 * @returns {import('vite').Plugin}
 */
export const asciiChunks = () => ({
  name: 'ascii-chunks',
  // Not earlier: minifying writes the characters themselves again.
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        if (/(?<!\\)(\\\\)*\\[^\0-\x7f]|\.raw\s*`[^`]*[^\0-\x7f]/.test(chunk.code))
          this.error(`${chunk.fileName}: a character beyond ASCII cannot be written as an escape here`)
        chunk.code = asciiOf(chunk.code)
      }
    }
  }
})

/** @param {string} code */
const asciiOf = (code) => code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

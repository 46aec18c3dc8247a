import { hostileCode } from '../../../src/renderer/src/markdown/testing/hostileCode'
import { hostileFormulas } from '../../../src/renderer/src/markdown/testing/hostileFormulas'
import { hostileTexts } from '../../../src/renderer/src/markdown/testing/hostileTexts'

/** Of code only every so many: what a highlighter does is cut by time, whatever the language. */
const EACH = 20

const formulas = hostileFormulas.flatMap(([name, source]) => [
  { name: `formula: ${name}`, text: `$$\n${source}\n$$\n` },
  { name: `formula in a line: ${name}`, text: `Text $${source}$ and more.` }
])
const code = hostileCode()
  .filter((_, place) => place % EACH === 0)
  .map(({ language, source }) => ({ name: `code: ${language}`, text: `\`\`\`${language}\n${source}\n\`\`\`\n` }))

/** Every case by its name and text: what `npm run test:faults` renders without a screen, here with layout and paint. */
export const hostileCases = [...hostileTexts().map(({ name, text, isHuge }) => ({ name, text, isHuge })), ...formulas, ...code]

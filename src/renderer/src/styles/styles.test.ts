import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accents, textSizes } from '../../../shared/domain/appearance'
import { defaultPreferences } from '../../../shared/domain/windowPreferences'
import { pageLook, windowBackground } from '../../../shared/domain/pageLook'

const folder = import.meta.dirname
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.css'))
  .map((name) => ({ name, css: readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))

const declarations = files.flatMap(({ name, css }) =>
  [...css.matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)].map(([, property = '', value = '']) => ({ name, property, value: value.trim() }))
)
/** The same for left and right, as four values of which the second and the fourth differ are not. */
const isSided = (value: string): boolean => {
  const [, right, , left] = value.split('/')[0]?.match(/[\w-]*\((?:[^()]|\([^()]*\))*\)|[^\s()]+/g) ?? []
  return left !== undefined && left !== right
}
const offending = (isWrong: (declaration: { name: string; property: string; value: string }) => boolean): string[] =>
  declarations.filter(isWrong).map(({ name, property, value }) => `${name}: ${property}: ${value}`)

describe('the style sheets', () => {
  it('hold no colour outside the tokens', () => {
    const colour =
      /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|\b(white|black|gray|grey|red|green|blue|orange|yellow)\b/i
    expect(offending(({ name, value }) => name !== 'tokens.css' && colour.test(value))).toEqual([])
  })

  it('size type in rem, or relative to it', () => {
    expect(offending(({ property, value }) => /^(font|font-size|--text-.*)$/.test(property) && /\d(px|pt|vw|vh)\b/.test(value))).toEqual([])
  })

  it('use logical properties only', () => {
    const physical =
      /^((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)(-.*)?|left|right|top|bottom|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius)$/
    expect(offending(({ property }) => physical.test(property))).toEqual([])
    const named = /^(text-align|float|clear|transform-origin|background.*|mask.*|justify-.*)$/
    expect(offending(({ property, value }) => named.test(property) && /\b(left|right)\b/.test(value))).toEqual([])
    const boxes = /^(margin|padding|inset|border-width|border-style|border-color|border-radius|scroll-margin|scroll-padding)$/
    expect(offending(({ property, value }) => boxes.test(property) && isSided(value))).toEqual([])
    expect(isSided('0 var(--a, 1px) 0 2px')).toBe(true)
    expect(isSided('0 var(--a) 1px var(--a)')).toBe(false)
  })

  it('move and mirror things by the direction of the words', () => {
    const sideways = ({ property, value }: { property: string; value: string }): boolean =>
      (/^(translate|scale|rotate)$/.test(property) || property === 'transform') &&
      !/^(none|translateY\(.*\)|scale\([^,]*\))$/.test(value) &&
      !value.includes('var(--inline)') &&
      !/^0 /.test(value)
    expect(offending(sideways)).toEqual([])
    expect(sideways({ property: 'translate', value: '150%' })).toBe(true)
    expect(sideways({ property: 'transform', value: 'translateX(-4px)' })).toBe(true)
  })

  it('give no two animations the same name: the last one would be both', () => {
    const names = files.flatMap(({ css }) => [...css.matchAll(/@keyframes ([\w-]+)/g)].map(([, name]) => name))
    expect(names.length).toBeGreaterThan(0)
    expect(names).toEqual([...new Set(names)])
  })

  it('use only tokens that there are', () => {
    const known = new Set(declarations.map(({ property }) => property).filter((property) => property.startsWith('--')))
    const fromBaseUi = new Set(['--anchor-width', '--available-width', '--available-height'])
    const used = declarations.flatMap(({ value }) => [...value.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name))
    expect(used.filter((name) => !known.has(name) && !fromBaseUi.has(name))).toEqual([])
  })

  it('break a word that is too long, wherever words of people, files or errors are shown', () => {
    const rules = files.flatMap(({ css }) => [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)])
    const breaking = rules.filter(([, , body = '']) => body.includes('overflow-wrap: anywhere')).map(([, selector = '']) => selector.trim())
    const needed = [
      '.message-text',
      '.message-error',
      '.figures',
      '.authors',
      '.reply-parts',
      '.thought-text',
      '.message-link',
      '.composer-refusal',
      '.banner-text',
      '.banner .button',
      '.hero'
    ]
    expect(breaking).toEqual(expect.arrayContaining(needed))
  })

  it('are all on the page', () => {
    const page = readFileSync(join(folder, '../main.tsx'), 'utf8')
    expect(files.map(({ name }) => name).filter((name) => !page.includes(`./styles/${name}'`))).toEqual([])
  })
})

const backgrounds = ['bg', 'surface', 'sunken', 'raised', 'bubble', 'code']
const tokens = files.find(({ name }) => name === 'tokens.css')?.css ?? ''

/** The colours of a theme, later rules over earlier ones. */
function coloursOf(theme: 'light' | 'dark', hasMoreContrast: boolean): ReadonlyMap<string, string> {
  const blocks = [...tokens.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, selector = '']) => {
    const isMore = selector.includes('data-contrast')
    return (!isMore || hasMoreContrast) && (selector.includes(`data-theme='${theme}'`) || /^\s*:root\s*$/.test(selector))
  })
  const pairs = blocks.flatMap(([, , body = '']) => [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)])
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('what can be chosen', () => {
  it.each(accents)('has a rule for the accent %s', (accent) => {
    const rule = `[data-accent='${accent}'] { --accent: var(--accent-${accent}); --accent-soft: var(--accent-${accent}-soft); }`
    expect(tokens.replace(/\s+/g, ' ')).toContain(rule)
  })

  it.each(textSizes)('has a rule for text of %d %', (size) => {
    expect(tokens.replace(/\s+/g, ' ')).toContain(`[data-text-size='${size}'] { font-size: ${size}%; }`)
  })
})

const themes = (['light', 'dark'] as const).flatMap((theme) => [false, true].map((hasMoreContrast) => ({ theme, hasMoreContrast })))
describe.each(themes)('the colours of $theme, more contrast: $hasMoreContrast', ({ theme, hasMoreContrast }) => {
  const colours = coloursOf(theme, hasMoreContrast)
  const colour = (name: string): string => colours.get(name) ?? `no --${name}`
  const tooWeak = (texts: readonly string[], behind: readonly string[], least: number): string[] =>
    texts.flatMap((text) =>
      behind
        .map((background) => ({ background, ratio: contrast(colour(text), colour(background)) }))
        .filter(({ ratio }) => !(ratio >= least))
        .map(({ background, ratio }) => `${text} on ${background}: ${ratio.toFixed(2)}`)
    )

  it('is that of the window before its first frame', () => {
    const look = pageLook(
      { ...defaultPreferences, theme, contrast: hasMoreContrast ? 'high' : 'system' },
      { isDark: false, hasMoreContrast: false }
    )
    expect(windowBackground(look)).toBe(colour('bg'))
  })

  it.each(accents)('can be read in the accent %s', (accent) => {
    const least = hasMoreContrast ? 7 : 4.5
    const own = `accent-${accent}`
    expect(tooWeak([own], [...backgrounds, `${own}-soft`], least)).toEqual([])
    expect(tooWeak(['text', 'muted'], [`${own}-soft`], 4.5)).toEqual([])
    expect(tooWeak(['on-accent'], [own], 4.5)).toEqual([])
  })

  it('can be read: every text colour on every background', () => {
    const plain = ['text', 'muted', 'faint', 'ok', 'warn', 'danger', 'info']
    expect(tooWeak(plain, backgrounds, hasMoreContrast ? 7 : 4.5)).toEqual([])
    expect(tooWeak(['bg'], ['text'], 4.5)).toEqual([])
    const code = [...colours.keys()].filter((name) => name.startsWith('token-'))
    expect(code.length).toBeGreaterThan(5)
    expect(tooWeak(code, ['code'], hasMoreContrast ? 7 : 4.5)).toEqual([])
  })

  it('shows where something can be written', () => {
    expect(tooWeak(['field'], backgrounds, 3)).toEqual([])
  })
})

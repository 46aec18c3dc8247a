import type { Prose } from './block'
import { isWhole } from '../inline/isWhole'

/** From this length on, what stands there is read no more with what comes. Characters. */
const ENOUGH = 500
const STEP = 500
/** The longest segment, also where something in it is still open. */
const MOST = 1_800
/** Between words. */
const SPACE = /[^\s\\][ \n](?=[^\s]|\u3000)/g
/** Between letters of scripts that write without spaces, from Thai to the characters of China and Japan, and of ligatures that are words. */
const LETTER = /[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31f0-\u9fff\uf900-\ufaff\ufb50-\ufdff\ufe70-\uffef](?=\p{L})/gu

interface Cuts {
  text: string
  places: number[]
  /** Up to where places were looked at. */
  seen: number
}

/**
 * Cuts long text into segments, so that text that grows is not read from its beginning with every update. A cut comes where nothing is open,
 * or after 1,800 characters; it depends only on what stands before it, so it never moves when the text grows. Remembers the text that grows.
 */
export class ProseCutter {
  private growing: Cuts = { text: '', places: [], seen: 0 }

  cut(text: string, isOpen: boolean): Prose {
    if (text.length <= ENOUGH) return { segments: [text], isOpen }
    const cuts = this.cutsOf(text)
    const segments = [0, ...cuts.places].map((place, index) => text.slice(place, cuts.places[index]))
    return { segments, isOpen }
  }

  private cutsOf(text: string): Cuts {
    const known = this.growing
    const cuts: Cuts = text.startsWith(known.text) ? { ...known, text } : { text, places: [], seen: 0 }
    for (let next = placeAfter(text, cuts); next !== null; next = placeAfter(text, cuts)) {
      const start = cuts.places.at(-1) ?? 0
      cuts.seen = next
      if (next - start >= MOST || isWhole(text.slice(start, next))) cuts.places = [...cuts.places, next]
    }
    this.growing = cuts
    return cuts
  }
}

/** The next place where a cut may come; null where too little has come to tell. */
function placeAfter(text: string, { places, seen }: Cuts): number | null {
  const start = places.at(-1) ?? 0
  const from = Math.max(start + ENOUGH, seen + (seen > start ? STEP : 0))
  const place = breakAfter(text.slice(0, start + MOST + STEP + 1), from, start)
  if (place !== null) return place
  if (text.length <= start + MOST + STEP) return null
  const hard = start + MOST
  return /[\uD800-\uDBFF]/.test(text.charAt(hard - 1)) ? hard + 1 : hard
}

/** A break between words, unless none comes soon. */
function breakAfter(text: string, from: number, start: number): number | null {
  const space = placeOf(SPACE, text, from)
  if (space !== null && space <= from + STEP) return space
  if (text.length <= from + STEP) return null
  const letter = placeOf(LETTER, text, from)
  return letter !== null && letter <= from + STEP && !isInAddress(text.slice(start, letter)) ? letter : space
}

function placeOf(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match && match.index + match[0].length
}

/** An address ends with a space, whatever its letters are. */
const isInAddress = (text: string): boolean => /:\/\/|www\.|@/.test(text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) + 1))

import { describe, expect, it } from 'vitest'
import { FakeSettings } from '../testing/setUpCore'
import { appState } from './appStateStore'
import { ReadingPlaces } from './readingPlaces'

const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const place = { messageId: id(7), offset: -120.5 }

describe('the places where a person reads', () => {
  it('are kept for each conversation, and none for one that is read at its end', () => {
    const state = new FakeSettings()
    const places = new ReadingPlaces({ state })
    places.remember(id(1), place)
    places.remember(id(2), { ...place, offset: 3 })
    places.remember(id(1), { ...place, offset: 5 })
    expect(new ReadingPlaces({ state }).of(id(1))).toEqual({ ...place, offset: 5 })
    expect(places.of(id(2))).toEqual({ ...place, offset: 3 })
    places.remember(id(2), null)
    places.remember(id(3), null)
    expect(places.of(id(2))).toBeNull()
    expect(state.get('readingPlaces')).toHaveLength(1)
  })

  it('are those of the conversations that were left last', () => {
    const readingPlaces = Array.from({ length: 400 }, (_, number) => ({ conversationId: id(number), ...place }))
    const kept = appState.parse({ readingPlaces }).readingPlaces
    expect(kept).toHaveLength(300)
    expect(kept.at(-1)?.conversationId).toBe(id(399))
    expect(appState.parse({ readingPlaces: [{ conversationId: 'x' }] }).readingPlaces).toEqual([])
  })
})

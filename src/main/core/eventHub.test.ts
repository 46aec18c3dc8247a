import { expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events'
import { EventHub } from './eventHub'

it('hands every event to all who subscribed, until they end their subscription', () => {
  const hub = new EventHub()
  const heard = { a: [] as AppEvent[], b: [] as AppEvent[] }
  const end = hub.subscribe((event) => heard.a.push(event))
  hub.subscribe((event) => heard.b.push(event))
  hub.emit('app.closing', {})
  end()
  hub.emit('storage.changed', { storage: { kind: 'ready' } })
  expect(heard.a).toEqual([{ name: 'app.closing', payload: {} }])
  expect(heard.b.map(({ name }) => name)).toEqual(['app.closing', 'storage.changed'])
})

it('lets a listener end its subscription while it is called, and the others hear the event', () => {
  const hub = new EventHub()
  const heard: string[] = []
  const end = hub.subscribe(() => {
    heard.push('first')
    end()
  })
  hub.subscribe(() => heard.push('second'))
  hub.emit('app.closing', {})
  hub.emit('app.closing', {})
  expect(heard).toEqual(['first', 'second', 'second'])
})

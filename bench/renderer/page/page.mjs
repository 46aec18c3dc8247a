// What a benchmark may do in the page, as `window.bench`. All sides are shown in the same frame, with Hearth's own style sheets.
import { createElement as h, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import 'katex/dist/katex.min.css'
import { answer } from '../answers.mjs'
import { hostileCases } from './hostileCases.mjs'
import { paced, watchTasks } from './paced.mjs'
import { sides } from './sides.mjs'
import { nextFrame, nextTask, wait } from './turns.mjs'

import.meta.glob('../../../src/renderer/src/styles/*.css', { eager: true })

let shown = { text: '', isDone: false }
const listeners = new Set()
const subscribe = (listener) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function Page({ Component }) {
  const { text, isDone } = useSyncExternalStore(subscribe, () => shown)
  const message = h('div', { className: 'message-text', id: 'message' }, h(Component, { text, isDone }))
  const column = h('div', { className: 'column' }, h('article', { className: 'message assistant' }, message))
  return h('div', { className: 'transcript', id: 'scroller', style: { height: '100vh' } }, column)
}

let root = null

/** Begins anew with one side and nothing to show. */
function mount(name) {
  root?.unmount()
  shown = { text: '', isDone: false }
  root = createRoot(document.getElementById('root'))
  const { Component } = sides[name]
  const Framed = ({ text, isDone }) =>
    name === 'Hearth' ? h(Component, { text, isDone }) : h('div', { className: 'prose' }, h(Component, { text, isDone }))
  flushSync(() => root.render(h(Page, { Component: Framed })))
}

/** Renders at once, lays out and stays at the end. Returns milliseconds. */
function update(text, isDone) {
  const begun = performance.now()
  flushSync(() => {
    shown = { text, isDone }
    for (const listener of listeners) listener()
  })
  const scroller = document.getElementById('scroller')
  scroller.scrollTop = scroller.scrollHeight
  return performance.now() - begun
}

/** Some frames, so that what a side does behind the update belongs to it. */
async function settle(milliseconds) {
  await wait(milliseconds)
  await nextFrame()
  await nextFrame()
}

/** Every update of an answer, `step` tokens each, one after the other: the page paints when it can. */
async function stream(shape, count, step) {
  const tokens = answer(shape, count)
  const times = []
  let text = ''
  for (let at = 0; at < count; at += step) {
    text += tokens.slice(at, at + step).join('')
    times.push(update(text, at + step >= count))
    await nextTask()
  }
  await settle(200)
  return { times, nodes: countNodes(), characters: text.length }
}

/** Puts `at` tokens there, then measures `updates` of one token each. Between the two nothing is left to be done. */
async function burst(shape, count, at, updates) {
  const tokens = answer(shape, count)
  const text = tokens.slice(0, at).join('')
  return {
    before: async () => {
      update(text, false)
      await settleWhole(text.length)
    },
    run: async () => {
      const times = []
      let now = text
      for (let place = at; place < at + updates; place++) {
        now += tokens[place]
        times.push(update(now, false))
        await nextTask()
      }
      await settle(60)
      return times
    }
  }
}

/** A large text is shown over many frames: until nothing has come for some time. */
async function settleWhole(length) {
  await settle(0)
  if (length < 2_000) return
  let changes = 0
  const observer = new window.MutationObserver(() => changes++)
  observer.observe(document.getElementById('message'), { childList: true, characterData: true, subtree: true })
  for (let before = -1; before !== changes;) {
    before = changes
    await settle(300)
  }
  observer.disconnect()
}

/** Makes no object for any of them: that would be garbage of the benchmark's own. */
const countNodes = () => document.getElementById('message').getElementsByTagName('*').length

let prepared = null

window.bench = {
  mount,
  stream,
  prepareBurst: async (...options) => {
    prepared = await burst(...options)
    await prepared.before()
  },
  runBurst: () => prepared.run(),
  paced: (shape, options) => paced({ tokens: answer(shape, options.count), show: update, ...options }),
  hugeHostiles: () => hostileCases.map(({ isHuge }) => isHuge === true),
  async showHostile(place, pieces) {
    const { name, text } = hostileCases[place]
    mount('Hearth')
    await nextFrame()
    await nextTask()
    const tasks = watchTasks()
    const times = []
    for (let piece = 1; piece <= pieces; piece++) {
      await nextFrame()
      times.push(update(text.slice(0, Math.ceil((text.length * piece) / pieces)), piece === pieces))
      await nextTask()
    }
    await settleWhole(text.length)
    return { name, longestTask: Math.max(...times, tasks.stop().longestTask), nodes: countNodes() }
  }
}

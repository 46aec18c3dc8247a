import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from './message'
import { branchTo, newestLeafUnder, subtreeOf, variantsOf } from './messageTree'

const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const made = (n: number, parent: number | null, createdAt = n): Message => ({
  role: 'user',
  id: id(n),
  conversationId: id(0),
  parentId: parent === null ? null : id(parent),
  text: `Message ${n}`,
  createdAt
})
const numbers = (messages: readonly Message[]) => messages.map((message) => Number.parseInt(message.id.slice(-12), 16))

//  1 ── 2 ── 3 ── 4        two variants of the reply to 1, two of the reply to 3, and a second root
//  │         └─── 7
//  └─── 5 ── 6
//  8
const tree = [made(1, null), made(2, 1), made(3, 2), made(4, 3), made(5, 1), made(6, 5), made(7, 3), made(8, null)]
const at = (n: number) => {
  const found = tree.find((message) => message.id === id(n))
  if (!found) throw new Error(`No message ${n}`)
  return found
}

describe('variantsOf', () => {
  it('gives the messages under one parent, oldest first', () => {
    expect(numbers(variantsOf(tree, at(5)))).toEqual([2, 5])
    expect(numbers(variantsOf([...tree].reverse(), at(7)))).toEqual([4, 7])
    expect(numbers(variantsOf(tree, at(8)))).toEqual([1, 8])
    expect(numbers(variantsOf(tree, at(6)))).toEqual([6])
  })

  it('orders those of the same millisecond by id', () => {
    const same = [made(3, 1, 9), made(2, 1, 9), made(4, 1, 8)]
    expect(numbers(variantsOf(same, made(2, 1, 9)))).toEqual([4, 2, 3])
  })
})

describe('branchTo', () => {
  it('leads from the root to the leaf', () => {
    expect(numbers(branchTo(tree, id(7)))).toEqual([1, 2, 3, 7])
    expect(numbers(branchTo(tree, id(8)))).toEqual([8])
  })

  it('is empty for no leaf and for one that is not there', () => {
    expect(branchTo(tree, null)).toEqual([])
    expect(branchTo(tree, id(99))).toEqual([])
  })

  it('begins after a gap where a message was lost', () => {
    const withGap = tree.filter((message) => message.id !== id(2))
    expect(numbers(branchTo(withGap, id(4)))).toEqual([3, 4])
  })
})

describe('newestLeafUnder', () => {
  it('follows the newest child down', () => {
    expect(newestLeafUnder(tree, id(1))).toBe(id(6))
    expect(newestLeafUnder(tree, id(2))).toBe(id(7))
    expect(newestLeafUnder(tree, id(4))).toBe(id(4))
  })
})

describe('subtreeOf', () => {
  it('holds a message and all below it', () => {
    expect([...subtreeOf(tree, id(2))].sort()).toEqual([2, 3, 4, 7].map(id))
    expect([...subtreeOf(tree, id(99))]).toEqual([id(99)])
  })

  it('takes a long conversation in any order', () => {
    const long = Array.from({ length: 20_000 }, (_, n) => made(n + 1, n === 0 ? null : n)).reverse()
    expect(subtreeOf(long, id(1)).size).toBe(20_000)
  })
})

const full = process.env.HEARTH_FAULTS === 'full'
const options = { seed: 1, numRuns: full ? 2000 : 200 }

/** A forest: each message has an earlier one as its parent, or none. Given in any order; times may repeat and run backwards. */
const forest = fc
  .array(fc.record({ parent: fc.option(fc.nat()), createdAt: fc.nat(20) }), { minLength: 1, maxLength: 30 })
  .map((all) => all.map(({ parent, createdAt }, n) => made(n + 1, parent === null || n === 0 ? null : (parent % n) + 1, createdAt)))
  .chain((messages) => fc.shuffledSubarray(messages, { minLength: messages.length }))
const forestAndOne = forest.chain((messages) => fc.tuple(fc.constant(messages), fc.constantFrom(...messages)))

/** Any parents at all: cycles, lost parents, a message under itself. What a damaged file may hold. */
const tangle = fc
  .array(fc.option(fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 10 })
  .map((parents) => parents.map((parent, n) => made(n + 1, parent)))

describe('in every tree', () => {
  it('a branch is a chain from a root to its leaf', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, leaf]) => {
        const branch = branchTo(messages, leaf.id)
        expect(branch.at(-1)).toBe(leaf)
        branch.forEach((message, n) => expect(message.parentId).toBe(branch[n - 1]?.id ?? null))
      }),
      options
    )
  })

  it('the newest leaf under a message is a leaf, its branch goes through the message, and it is its own newest leaf', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, message]) => {
        const leaf = newestLeafUnder(messages, message.id)
        expect(messages.some(({ parentId }) => parentId === leaf)).toBe(false)
        expect(branchTo(messages, leaf)).toContain(message)
        expect(newestLeafUnder(messages, leaf)).toBe(leaf)
      }),
      options
    )
  })

  it('each step to the newest leaf takes the last variant', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, message]) => {
        const branch = branchTo(messages, newestLeafUnder(messages, message.id))
        for (const step of branch.slice(branch.indexOf(message) + 1)) expect(variantsOf(messages, step).at(-1)).toBe(step)
      }),
      options
    )
  })

  it('variants share a parent, hold the message once, and are the same for each of them', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, message]) => {
        const variants = variantsOf(messages, message)
        expect(variants.filter((each) => each === message)).toHaveLength(1)
        for (const each of variants) expect(variantsOf(messages, each)).toEqual(variants)
        expect(variants).toHaveLength(messages.filter(({ parentId }) => parentId === message.parentId).length)
      }),
      options
    )
  })

  it('a message is in the subtree of exactly those on its branch', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, message]) => {
        const inside = subtreeOf(messages, message.id)
        for (const each of messages) expect(inside.has(each.id)).toBe(branchTo(messages, each.id).includes(message))
      }),
      options
    )
  })

  it('taking a subtree away leaves a tree', () => {
    fc.assert(
      fc.property(forestAndOne, ([messages, message]) => {
        const inside = subtreeOf(messages, message.id)
        const left = messages.filter(({ id }) => !inside.has(id))
        const ids = new Set(left.map(({ id }) => id))
        for (const { parentId } of left) expect(parentId === null || ids.has(parentId)).toBe(true)
      }),
      options
    )
  })

  it('the order in which messages are given changes nothing', () => {
    const twice = forest.chain((messages) => fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length })))
    fc.assert(
      fc.property(twice, ([messages, shuffled]) => {
        for (const message of messages) {
          expect(branchTo(shuffled, message.id)).toEqual(branchTo(messages, message.id))
          expect(variantsOf(shuffled, message)).toEqual(variantsOf(messages, message))
          expect(newestLeafUnder(shuffled, message.id)).toBe(newestLeafUnder(messages, message.id))
          expect(subtreeOf(shuffled, message.id)).toEqual(subtreeOf(messages, message.id))
        }
      }),
      options
    )
  })

  it('and for any parents at all every function returns', () => {
    fc.assert(
      fc.property(tangle, (messages) => {
        for (const message of messages) {
          const branch = branchTo(messages, message.id)
          expect(new Set(branch).size).toBe(branch.length)
          expect(branch.at(-1)).toBe(message)
          expect(subtreeOf(messages, message.id)).toContain(newestLeafUnder(messages, message.id))
        }
      }),
      options
    )
  })
})

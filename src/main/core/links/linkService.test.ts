import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import type { LinkAddress } from '../../../shared/domain/linkAddress'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { setUpCore } from '../testing/setUpCore'

function setUp() {
  const asked: LinkAddress[] = []
  const opened: string[] = []
  const system = { isWanted: Promise.resolve(true), hasProgram: true }
  const linkOpener = {
    confirm: (address: LinkAddress) => {
      asked.push(address)
      return system.isWanted
    },
    open: (url: string) => {
      opened.push(url)
      return Promise.resolve(system.hasProgram)
    }
  }
  return { ...setUpCore({ store: memoryConversationStore(), engine: () => new FakeEngine(), linkOpener }), asked, opened, system }
}

describe('a link', () => {
  it('is opened when the person says so, who has seen where it really leads', async () => {
    const { call, asked, opened } = setUp()
    await call('link.open', { url: 'https://аpple.com/a' })
    expect(asked).toMatchObject([{ host: 'xn--pple-43d.com', url: 'https://xn--pple-43d.com/a' }])
    expect(opened).toEqual(['https://xn--pple-43d.com/a'])
  })

  it('is not opened when the person does not want it, and may be asked for again', async () => {
    const { call, asked, opened, system } = setUp()
    system.isWanted = Promise.resolve(false)
    await call('link.open', { url: 'https://example.com' })
    await call('link.open', { url: 'https://example.com' })
    expect(asked).toHaveLength(2)
    expect(opened).toEqual([])
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'app://bundle/', 'ms-msdt:/id', 'example.com', ''])(
    'to %j is refused without a question',
    async (url) => {
      const { refusal, asked, opened } = setUp()
      expect(await refusal('link.open', { url })).toEqual({ code: 'request.invalid' })
      expect([asked, opened]).toEqual([[], []])
    }
  )

  it('asks one question at a time, however often a page asks', async () => {
    const { call, asked, opened, system } = setUp()
    let answer: (isWanted: boolean) => void = () => undefined
    system.isWanted = new Promise((resolve) => (answer = resolve))
    const first = call('link.open', { url: 'https://example.com/first' })
    await call('link.open', { url: 'https://example.com/second' })
    answer(true)
    await first
    expect(asked).toHaveLength(1)
    expect(opened).toEqual(['https://example.com/first'])
  })

  it('that no program opens is said to be so, and the next one can be asked for', async () => {
    const { call, refusal, opened, system } = setUp()
    system.hasProgram = false
    expect(await refusal('link.open', { url: 'mailto:ann@example.com' })).toEqual({ code: 'link.notOpened' })
    system.hasProgram = true
    await call('link.open', { url: 'https://example.com/' })
    expect(opened).toEqual(['mailto:ann@example.com', 'https://example.com/'])
  })
})

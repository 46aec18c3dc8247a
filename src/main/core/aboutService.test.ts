import { expect, it } from 'vitest'
import { FakeEngine } from '../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../storage/memoryConversationStore'
import { setUpCore } from './testing/setUpCore'

const setUp = () => setUpCore({ engine: () => new FakeEngine(), store: memoryConversationStore() })

it('says where Hearth keeps what it keeps, and opens its folders', async () => {
  const core = setUp()
  expect(await core.call('app.about', {})).toMatchObject({ dataFolder: '/home/ada/data', conversationBytes: 10 })
  expect(await core.call('app.openFolder', { folder: 'logs' })).toBeNull()
})

it('refuses with the name of a folder that cannot be shown', async () => {
  const core = setUp()
  expect(await core.refusal('app.openFolder', { folder: 'data' })).toEqual({
    code: 'folder.notOpened',
    params: { folder: '/home/ada/data' }
  })
})

it('describes the computer, the model in use and the log without the home folder', async () => {
  const core = setUp()
  await core.ready()
  const text = await core.call('app.diagnostics', {})
  expect(text).toContain('system: Test 1 x64')
  expect(text).toMatch(/^model: .+, context \d+, /m)
  expect(text).toContain('info Hearth began in ~/data')
  expect(text).not.toContain('/home/ada')
})

it('has the licences of the packages', async () => {
  const core = setUp()
  expect(await core.call('app.licences', {})).toEqual([{ name: 'a', version: '1', licence: 'MIT', text: 'As you like.' }])
})

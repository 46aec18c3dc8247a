import { describe, expect, it } from 'vitest'
import { notice, type NoticeContent } from '../contract/notice'
import { noticeWords } from './noticeWords'

const wordsOf = (content: NoticeContent): string => {
  const { message, detail } = noticeWords(content)
  return [message, detail].join(' ')
}

// One of each kind: a kind without an example does not compile.
const examples: { [K in NoticeContent['kind']]: NoticeContent & { kind: K } } = {
  nothingSaved: { kind: 'nothingSaved', folder: '/data' },
  settingsReset: { kind: 'settingsReset', file: 'settings.damaged-1.json' },
  settingsRestored: { kind: 'settingsRestored', file: 'settings.damaged-1.json' },
  settingsUnsaved: { kind: 'settingsUnsaved' },
  chatsSetAside: { kind: 'chatsSetAside', file: 'conversations.damaged-1.db' },
  chatsSalvaged: { kind: 'chatsSalvaged', file: 'conversations.damaged-2.db' },
  recovered: { kind: 'recovered' },
  reloadedAfterStop: { kind: 'reloadedAfterStop' },
  recoveredOnCpu: { kind: 'recoveredOnCpu', device: 'Radeon 9' },
  loadFailed: { kind: 'loadFailed', error: { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'empty' } } }, kept: 'B' },
  loadFailedAfterRoom: { kind: 'loadFailedAfterRoom', error: { code: 'model.insufficientMemory', params: { file: 'a.gguf' } }, kept: 'B' },
  loadFailedAfterStop: { kind: 'loadFailedAfterStop', error: { code: 'model.insufficientMemory', params: { file: 'a.gguf' } }, kept: 'B' },
  graphicsFailed: { kind: 'graphicsFailed', device: 'Radeon 9', because: 'fault' },
  contextKept: { kind: 'contextKept', model: 'Odd 1B', wanted: 32_768, kept: 8_192, because: 'memory' },
  contextSetAside: { kind: 'contextSetAside', model: 'Odd 1B', wanted: 32_768, kept: 8_192 },
  contextUnsaved: { kind: 'contextUnsaved', error: { code: 'storage.diskFull' } },
  starterInstead: { kind: 'starterInstead', file: 'gone.gguf' },
  formatUnusable: { kind: 'formatUnusable', model: 'Odd 1B', format: 'chatMl', fault: 'broken' },
  starterMeanwhile: { kind: 'starterMeanwhile', error: { code: 'model.unresponsive', params: { file: 'far.gguf' } } },
  messageUnsent: {
    kind: 'messageUnsent',
    error: { code: 'generation.messageTooLong', params: { tokens: 9_000, limit: 8_000 } },
    title: 'Sky'
  }
}

describe('the words for a notice', () => {
  it.each(Object.values(examples).map((content) => [content.kind, content] as const))('are whole sentences: %s', (_, content) => {
    expect(notice.parse({ id: 'n', tone: 'info', content })).toMatchObject({ content })
    const { message, detail } = noticeWords(content)
    for (const sentence of [message, detail]) {
      expect(sentence).toMatch(/^[\p{Lu}“].*\.$/u)
      expect(sentence).not.toMatch(/\{\{|undefined|null|notice\./)
    }
  })

  it('hold the names that the person needs', () => {
    expect(wordsOf(examples.nothingSaved)).toContain('/data')
    expect(wordsOf(examples.settingsReset)).toContain('settings.damaged-1.json')
    expect(wordsOf(examples.chatsSetAside)).toContain('conversations.damaged-1.db')
    expect(wordsOf(examples.chatsSalvaged)).toContain('conversations.damaged-2.db')
    expect(wordsOf(examples.recoveredOnCpu)).toContain('while using Radeon 9')
    expect(wordsOf({ kind: 'recoveredOnCpu', device: null })).toContain('while using the graphics card')
    expect(wordsOf(examples.graphicsFailed)).toBe(
      'The graphics card “Radeon 9” failed while the model was being loaded. The model runs on the processor, also the next time. A newer driver may help.'
    )
    expect(wordsOf({ kind: 'graphicsFailed', device: 'Radeon 9', because: 'memory' })).toBe(
      'The graphics card “Radeon 9” has too little free memory for the model. The model runs on the processor.'
    )
    expect(wordsOf({ kind: 'graphicsFailed', device: null, because: 'fault' })).toContain('The graphics card failed while')
    expect(wordsOf({ kind: 'graphicsFailed', device: null, because: 'memory' })).toContain('The graphics card has too little')
    expect(wordsOf(examples.contextKept)).toBe(
      '“Odd 1B” could not be loaded with a context of 32,768 tokens. There is not enough free memory for it. The model has 8,192 tokens, as before.'
    )
    expect(wordsOf({ ...examples.contextKept, wanted: null, because: 'fault' })).toBe(
      '“Odd 1B” could not be loaded with another context. It failed while it was being loaded. The model has 8,192 tokens, as before.'
    )
    expect(wordsOf(examples.contextSetAside)).toContain(
      'with the context of 32,768 tokens that you chose. It is used with 8,192 tokens for now.'
    )
    expect(wordsOf(examples.loadFailedAfterRoom)).toContain('“B” had been ended to make room for it and is loaded again.')
    expect(wordsOf(examples.starterInstead)).toContain('gone.gguf')
    expect(wordsOf(examples.messageUnsent)).toMatch(/9,000 tokens.*at most 8,000.*“Sky”/)
    expect(wordsOf({ ...examples.messageUnsent, title: '' })).toContain('“Untitled chat”')
  })

  it('say which model, why, and which format is used instead', () => {
    expect(wordsOf(examples.formatUnusable)).toMatch(/“Odd 1B”.*cannot be read.*The format of ChatML is used instead/)
    const plain = { ...examples.formatUnusable, fault: 'absent', format: 'general' } as const
    expect(wordsOf(plain)).toMatch(/does not contain one.*A plain format is used instead/)
  })

  it('say what is wrong, why, and that the other model goes on', () => {
    expect(noticeWords(examples.loadFailed)).toEqual({
      message: '“a.gguf” is empty.',
      detail: 'Its download may have failed. “B” is still loaded.'
    })
  })
})

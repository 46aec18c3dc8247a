import { useId, useState, type ReactElement } from 'react'
import type { AssistantMessage, ReplyPart } from '../../../../shared/domain/message'
import { authorsOf } from '../../../../shared/domain/replyParts'
import { joinedFacts } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'
import { KeptText } from './KeptText'
import { settingsWords } from './settingsWords'

interface ReplyAuthorsProps {
  message: AssistantMessage
  /** The same model as before: shown with the other figures. */
  isQuiet: boolean
}

/** Which model wrote a reply, or which ones in turn; opened, with what each part was made with. Nothing where no name was kept. */
export function ReplyAuthors({ message, isQuiet }: ReplyAuthorsProps): ReactElement | null {
  const { parts, conversationId } = message
  const [isOpen, setIsOpen] = useState(false)
  const listId = useId()
  const [first, ...others] = authorsOf(parts.filter(({ modelName }) => modelName !== ''))
  if (first === undefined) return null
  return (
    <>
      <button
        type="button"
        className={isQuiet && !isOpen ? 'button ghost authors reveal' : 'button ghost authors'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span>
          <span className="visually-hidden">{t('reply.writtenBy')} </span>
          <bdi>{others.reduce((before, name) => t('reply.continuedBy', { before, name }), first)}</bdi>
        </span>
      </button>
      {isOpen && (
        <ol id={listId} className="reply-parts">
          {parts.map((part, place) => (
            <li key={place}>
              {partWords(part)}
              <span className="reply-settings">{joinedFacts([presetWords(part), settingsWords(part.settings), threadWords(part)])}</span>
              {part.systemTextId !== undefined && (
                <KeptText
                  key={part.systemTextId}
                  name={t('reply.part.systemPrompt')}
                  conversationId={conversationId}
                  textId={part.systemTextId}
                />
              )}
              {part.summary && part.summary.textId !== null && (
                <KeptText
                  key={part.summary.textId}
                  name={t('reply.part.summary')}
                  conversationId={conversationId}
                  textId={part.summary.textId}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

const partWords = ({ modelName, seed }: ReplyPart): string =>
  seed === null ? t('reply.part.withoutSeed', { name: modelName }) : t('reply.part.withSeed', { name: modelName, seed: String(seed) })

/** The number that wrote most of its tokens. */
function threadWords({ threads }: ReplyPart): string {
  const [most] = [...(threads?.writing ?? [])].sort((a, b) => b.tokens - a.tokens)
  return most ? t('reply.part.threads', { count: most.threads }) : ''
}

function presetWords({ presetId, presetName }: ReplyPart): string {
  if (presetId !== undefined) return t('reply.part.preset', { name: t(`presets.${presetId}`) })
  return presetName === undefined ? '' : t('reply.part.preset', { name: presetName })
}

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AssistantMessage } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useGenerationStore } from '../../state/generationStore'
import { removeQueued } from '../../state/queueActions'
import { generationOf, isGenerating } from '../../state/runningGenerations'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { BETWEEN_NUMBERS } from './betweenNumbers'
import { phaseWords } from './generationWords'
import { ReplySilence } from './ReplySilence'

/** Under a growing reply: what is going on, and who writes. Renders with the numbers, the reply's text does not. */
export function ReplyProgress({ message }: { message: AssistantMessage }): ReactElement {
  const generation = useGenerationStore((state) => generationOf(state.running, message.id))
  const model = useAppStore((state) => state.model)
  const isBehindOwn = useGenerationStore(({ running }) =>
    Object.values(running).some(({ conversationId, phase }) => conversationId === message.conversationId && phase.kind !== 'queued')
  )
  const words = generation ? phaseWords(generation.phase, generation.tokens, model, isBehindOwn) : ''
  const shown = useAtMostEvery(BETWEEN_NUMBERS, words, generation?.phase.kind ?? 'none')
  const author = message.parts.at(-1)?.modelName ?? ''
  return (
    <>
      <span className="figures">{shown}</span>
      {author !== '' && <bdi className="author">{author}</bdi>}
      {generation && isGenerating(generation) && <ReplySilence />}
      {generation?.phase.kind === 'queued' && (
        <button type="button" className="button ghost" onClick={() => void removeQueued(generation.generationId)}>
          <X className="icon" />
          {t('reply.doNotWait')}
        </button>
      )}
    </>
  )
}

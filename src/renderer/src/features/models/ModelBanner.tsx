import { Cpu, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ModelFile } from '../../../../shared/domain/model'
import { assertNever } from '../../../../shared/assertNever'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { joinedFacts } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { cancelLoad, loadModel } from '../../state/modelActions'
import { Banner } from '../../ui/Banner'
import { isWhole, loadWords, ownRoomWords, percentOf, roomWords, type Loading } from './modelWords'
import { SilenceButtons } from './SilenceButtons'

/** Shown while a model is not ready: how far its loading is, or why there is none, and what to do. */
export function ModelBanner(): ReactElement | null {
  const model = useAppStore((state) => state.model)
  const first = useAppStore((state) => state.models.find(isWhole))
  const silentSeconds = useAppStore((state) => state.silence.loading)
  const isStarted = useAppStore((state) => state.start.kind === 'started')
  switch (model.kind) {
    case 'ready':
      return null
    case 'none':
      return isStarted && first ? <NoModel file={first} /> : null
    case 'loading': {
      const message = loadWords(model)
      const percent = t('models.banner.percent', { percent: percentOf(model.progress) })
      const detail = detailOf(model, percent)
      return (
        <Banner
          tone={model.isRecovery || silentSeconds !== null ? 'warning' : 'info'}
          icon={<Cpu className="icon" />}
          message={message}
          detail={joinedFacts([detail, silentSeconds !== null && t('models.silence.words', { seconds: silentSeconds })])}
          progress={{ value: model.progress, name: message }}
          onEscape={() => void cancelLoad()}
          actions={
            <>
              {silentSeconds !== null && <SilenceButtons work="loading" />}
              <button type="button" className="button" onClick={() => void cancelLoad()}>
                {t('models.banner.cancel')}
              </button>
            </>
          }
        />
      )
    }
    case 'failed':
      return (
        <Banner
          tone="error"
          icon={<TriangleAlert className="icon" />}
          {...errorWords(model.error)}
          actions={model.model && <LoadButton file={model.model} words={t('models.banner.tryAgain')} />}
        />
      )
    default:
      return assertNever(model)
  }
}

function detailOf({ isRecovery, makingRoom, context }: Loading, percent: string): string {
  if (isRecovery) return t('models.banner.recoveringDetail', { percent })
  if (!makingRoom) return percent
  const words = context ? ownRoomWords(makingRoom) : roomWords(makingRoom)
  return makingRoom.state === 'replying' ? words : joinedFacts([percent, words])
}

const NoModel = ({ file }: { file: ModelFile }): ReactElement => (
  <Banner
    tone="info"
    icon={<Cpu className="icon" />}
    message={t('models.banner.none')}
    detail={t('models.banner.noneDetail')}
    actions={<LoadButton file={file} words={t('models.banner.load', { name: file.name })} />}
  />
)

const LoadButton = ({ file, words }: { file: ModelFile; words: string }): ReactElement => (
  <button type="button" className="button" onClick={() => void loadModel(file.id)}>
    {words}
  </button>
)

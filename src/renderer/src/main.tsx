import { createRoot } from 'react-dom/client'
import { chooseLanguage } from '../../shared/i18n/translate'
import { App } from './App'
import { onEvent, reportFault } from './bridge'
import { CrashPage } from './CrashPage'
import { followAppearance } from './followAppearance'
import { reportFaults } from './reportFaults'
import { runCommand } from './state/commands'
import { followContext } from './state/contextStore'
import { draftStore } from './state/draftStore'
import { placeStore } from './state/placeStore'
import { receiveEvent } from './state/receiveEvent'
import { followKeyboardLayout } from './state/shortcutStore'
import { start } from './state/startActions'
import { streamStore } from './state/streamStore'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/sidebar.css'
import './styles/inspector.css'
import './styles/transcript.css'
import './styles/message.css'
import './styles/prose.css'
import './styles/code.css'
import './styles/leaves.css'
import './styles/queue.css'
import './styles/selection.css'
import './styles/composer.css'
import './styles/emptyPage.css'
import './styles/banner.css'
import './styles/layers.css'
import './styles/settings.css'
import './styles/palette.css'
import './styles/shortcuts.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

reportFaults()
chooseLanguage(document.documentElement.lang) // main wrote it into the page
followAppearance()
onEvent((event) => receiveEvent(event, runCommand))
followKeyboardLayout()
document.addEventListener('visibilitychange', () => streamStore.flush())
window.addEventListener('pagehide', () => void Promise.all([draftStore.save(), placeStore.save()]))

/**
 * The window is drawn once, with its chat in it. Only where main takes its time, it is drawn without: drawing it twice would bring the text
 * later.
 */
const WITHOUT_CHAT = 150 // ms

void Promise.race([start().catch(reportFault), new Promise((resolve) => setTimeout(resolve, WITHOUT_CHAT))]).finally(() => {
  createRoot(root, { onCaughtError: reportError }).render(
    <CrashPage>
      <App />
    </CrashPage>
  )
  followContext()
})

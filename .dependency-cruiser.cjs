/** The layer table of docs/ARCHITECTURE.md. `only(layer, may import)`: everything else of ours is refused. Tests and what only they use may look further. */
const tests = '(\\.test\\.tsx?$|/testing/|^src/(engine|main/storage)/contract/)'

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^src/', pathNot: [from, ...allowed] }
})
const library = (name, from, libraries) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: [from, tests] },
  to: { path: `(^|node_modules/)(${libraries})(/|$)` }
})
const enginePort = '^src/engine/((engine|engineFailureCode)\\.ts$|tuning/)'
const partsOfEngines = '^src/engine/((generationMeter|textEndings|loopGuard)\\.ts$|thoughts/)'
const engineProtocol = '^src/engine/protocol\\.ts$'
const ofCore = (files) => `^src/main/core/(${files})\\.ts$`
const log = ofCore('errors/log')
const storagePorts = ofCore(
  'conversations/(conversationStore|conversationIndex)|models/(modelLibrary|modelShape|inspectModelFile|tuningStore|loadRecordStore)|settings/(keyedStore|preferencesStore|appStateStore)|errors/storageFailure'
)
const engineHostPorts = ofCore('models/engineLauncher|errors/engineLost')
const eventHub = ofCore('eventHub')

/** Core's domains and what each may import of core. Its root imports all of them; of the root they see the type EventPublisher alone. */
const domains = {
  async: [],
  errors: [],
  context: [],
  links: ['errors'],
  notices: ['EventPublisher'],
  settings: ['errors', 'EventPublisher'],
  inference: ['errors', 'async'],
  models: ['inference', 'settings', 'notices', 'errors', 'async', 'EventPublisher'],
  conversations: ['settings', 'notices', 'errors', 'async', 'EventPublisher'],
  generation: ['conversations', 'inference', 'context', 'settings', 'notices', 'errors', 'async', 'EventPublisher']
}
const domainRules = Object.entries(domains).map(([domain, allowed]) => ({
  name: `core-${domain}-imports-${allowed.join('-') || 'nothing-of-core'}`,
  severity: 'error',
  from: { path: `^src/main/core/${domain}/`, pathNot: tests },
  to: {
    path: '^src/main/core/',
    pathNot: [domain, ...allowed].map((name) => (name === 'EventPublisher' ? eventHub : `^src/main/core/${name}/`))
  }
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-of-tests-in-the-product', severity: 'error', from: { path: '^src/', pathNot: tests }, to: { path: tests } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared-imports-nothing-of-ours', '^src/shared/', []),
    only('core-imports-shared-and-the-engine-port', '^src/main/core/', ['^src/shared/', enginePort]),
    ...domainRules,
    {
      name: 'core-domains-take-only-types-of-the-event-hub',
      severity: 'error',
      from: { path: '^src/main/core/[^/]+/', pathNot: tests },
      to: { path: eventHub, dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'core-has-no-other-folders',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/main/core/[^/]+/', pathNot: `^src/main/core/(${Object.keys(domains).join('|')}|testing)/` }
    },
    only('storage-imports-shared-and-its-ports', '^src/main/storage/', ['^src/shared/', storagePorts, log]),
    only('platform-imports-shared-and-the-log-port', '^src/main/platform/', ['^src/shared/', log]),
    only('engine-host-imports-shared-protocol-platform-and-its-ports', '^src/main/engineHost/', [
      '^src/shared/',
      '^src/main/platform/',
      enginePort,
      engineProtocol,
      engineHostPorts,
      log
    ]),
    only('shell-imports-shared-platform-and-types-of-core', '^src/main/shell/', [
      '^src/shared/',
      '^src/main/platform/',
      '^src/main/core/',
      '^src/main/engineHost/engineProcess\\.ts$'
    ]),
    {
      name: 'shell-takes-only-types-of-core',
      severity: 'error',
      from: { path: '^src/main/shell/' },
      to: { path: '^src/main/(core|engineHost)/', dependencyTypesNot: ['type-only'] }
    },
    only('engine-imports-shared-only', '^src/engine/', ['^src/shared/']),
    only('llama-imports-the-port', '^src/engine/llama/', [
      enginePort,
      partsOfEngines,
      '^src/shared/(async|domain)/',
      '^src/shared/assertNever\\.ts$'
    ]),
    only('fake-imports-the-port', '^src/engine/fake/', [
      enginePort,
      partsOfEngines,
      '^src/shared/(async|domain)/',
      '^src/shared/assertNever\\.ts$'
    ]),
    only('preload-imports-the-contract', '^src/preload/', ['^src/shared/contract/']),
    only('renderer-state-imports-shared-and-the-bridge', '^src/renderer/src/state/', ['^src/shared/', '^src/renderer/src/bridge\\.ts$']),
    only('renderer-ui-imports-nothing-of-ours', '^src/renderer/src/ui/', []),
    only('markdown-imports-state-and-ui', '^src/renderer/src/markdown/', ['^src/renderer/src/(state|ui)/', '^src/shared/']),
    only('features-import-state-markdown-and-ui', '^src/renderer/src/features/', [
      '^src/renderer/src/(state|ui)/',
      '^src/renderer/src/markdown/MarkdownText\\.tsx$',
      '^src/shared/'
    ]),
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^src/renderer/src/features/([^/]+)/' },
      to: { path: '^src/renderer/src/features/([^/]+)/', pathNot: '^src/renderer/src/features/$1/' }
    },
    only('renderer-imports-shared-only', '^src/renderer/', ['^src/shared/']),
    {
      name: 'words-are-made-where-they-are-shown',
      severity: 'error',
      from: { path: '^src/(main/(core|storage|engineHost)|engine)/', pathNot: tests },
      to: { path: '^src/shared/i18n/' }
    },
    library('electron-only-in-the-shell', '^src/(main/shell/|main/index\\.ts|preload/)', 'electron'),
    library('electron-store-only-in-the-shell', '^src/main/shell/', 'electron-store'),
    library('node-llama-cpp-only-in-the-llama-adapter', '^src/engine/llama/', 'node-llama-cpp'),
    library('the-driver-only-in-the-storage-worker', '^src/main/storage/worker/', '@photostructure/sqlite'),
    {
      name: 'shared-and-renderer-without-node',
      severity: 'error',
      from: { path: '^src/(shared|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'no-sockets-outside-network',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/network/', '^src/engine/offlineGuard(\\.test)?\\.ts$', '\\.test\\.tsx?$'] },
      to: { path: '^(node:)?(net|tls|http|https|http2|dgram|dns)(/|$)', dependencyTypes: ['core'] }
    }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports']
    }
  }
}

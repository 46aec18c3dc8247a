import type { AboutHearth } from '../../shared/domain/aboutHearth'
import type { ModelStatus } from '../../shared/domain/model'

interface Diagnosed {
  about: AboutHearth
  system: string
  cpu: string
  homeFolder: string
  model: ModelStatus
  /** Lines of the log file, oldest first. */
  log: readonly string[]
}

/** As V8 writes it, with its place at the end. */
const FRAME = /^ {2}\|\s+at (?:[\w.<>#[\] ]+ \()?\S+:\d+:\d+\)?$/
const KIND = /^( {2}\| (?:[A-Z]\w*)?(?:Error|Failure))(?::|$)/
/** Of an entry its time, its level and the words in front of what they are about. */
const HEAD = /^(\S+ (?:info|warn|error) [^:(“"{]*).*$/

/** A text for a report of a fault. It is for those who mend Hearth, so it is in no language of the person, like the log. */
export function diagnosticsText({ about, system, cpu, homeFolder, model, log }: Diagnosed): string {
  const { hearth, ...others } = about.versions
  const lines = [
    `Hearth ${hearth}`,
    ...Object.entries(others).map(([name, version]) => `${name} ${version}`),
    `system: ${system}`,
    `cpu: ${cpu}`,
    `model: ${modelLine(model)}`,
    '',
    ...log.map(withoutMessage)
  ]
  return withoutHome(lines.join('\n'), homeFolder)
}

function modelLine(model: ModelStatus): string {
  if (model.kind === 'failed') return `failed, ${model.error.code}`
  if (model.kind !== 'ready') return model.kind
  const { offload, contextSize } = model
  const place = `${offload.backend} ${offload.deviceName ?? ''}, ${offload.gpuLayers} of ${offload.totalLayers} layers on the GPU`
  return `${model.model.name} ${model.model.quantization ?? ''}, context ${contextSize}, ${place}`
}

/** What a line is about may quote what a person wrote, and an engine prints what it reads: only what happened, the kind of error and the places in Hearth's own code are told. */
function withoutMessage(line: string): string {
  if (line.startsWith('  | ')) return FRAME.test(line) ? line : (KIND.exec(line)?.[1] ?? '  | …')
  return line.replace(HEAD, '$1').trimEnd()
}

/** The home folder often has the person's name. */
function withoutHome(text: string, homeFolder: string): string {
  const forms = [
    homeFolder,
    homeFolder.replaceAll('\\', '/'),
    encodeURI(homeFolder.replaceAll('\\', '/')),
    homeFolder.replaceAll('\\', '\\\\')
  ]
  // Windows does not tell capitals apart.
  return forms.filter((form) => form.length > 1).reduce((shown, form) => shown.replace(new RegExp(escaped(form), 'gi'), '~'), text)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

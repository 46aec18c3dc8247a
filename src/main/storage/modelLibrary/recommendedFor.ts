import { recommended, type Recommended } from '../../../shared/domain/recommended'
import { recommendedByList, type CuratedModels } from './curatedModels'
import { generalEntries } from './generalEntries'

/** Bytes from the beginning of a model file that hold what it says of itself. */
export const SELF_DESCRIPTION = 65_536

type Settings = Recommended['settings']
const { shape } = recommended.shape.settings

/** Where newer converters write what the makers recommend. */
const samplingKeys: Readonly<Partial<Record<keyof Settings, string>>> = {
  temperature: 'general.sampling.temp',
  topP: 'general.sampling.top_p',
  topK: 'general.sampling.top_k',
  minP: 'general.sampling.min_p',
  repeatPenalty: 'general.sampling.penalty_repeat'
}

/**
 * What is recommended for a model: by the curated list where it knows the model, and where that says nothing by the file itself. `head`: its
 * first bytes. `name`: of the file, without what says its kind. Null where nobody knows.
 */
export function recommendedFor(list: CuratedModels, head: Buffer, name: string): Recommended | null {
  const entries = generalEntries(head)
  const text = (key: string): string[] => [entries.get(key)].filter((value) => typeof value === 'string')
  const [architecture = null] = text('general.architecture')
  const names = [name, ...text('general.name'), ...text('general.basename')]
  const listed = recommendedByList(list, { architecture, names })
  const settings = { ...settingsIn(entries), ...listed?.settings }
  if (Object.keys(settings).length === 0 && !listed?.systemMessage) return null
  return { ...listed, settings }
}

/** Values that make no sense are left out. */
function settingsIn(entries: ReadonlyMap<string, string | number>): Settings {
  const found = Object.entries(samplingKeys).flatMap(([field, key]) => {
    const value = entries.get(key)
    const rounded = typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : undefined // 0.95 in 32 bits is 0.94999999
    const parsed = shape[field as keyof Settings].safeParse(rounded)
    return parsed.success && parsed.data !== undefined ? [[field, parsed.data] as const] : []
  })
  return Object.fromEntries(found)
}

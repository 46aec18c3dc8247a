import type { ContextSize, ContextSizes } from '../../../../shared/domain/contextSizes'
import { joinedFacts } from '../../../../shared/i18n/joined'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'

/** What a context takes beside the one in use: “Up to 1.2 GB more memory · may not fit into what is free now”. */
export function costWords({ tokens, added, fitting }: ContextSize, { current, place }: ContextSizes): string {
  if (tokens === current) return t('context.size.same')
  const size = sizeWords(Math.abs(added))
  const cost = added > 0 ? t(`context.size.more.${place}`, { size }) : t(`context.size.less.${place}`, { size })
  return joinedFacts([cost, fitting !== 'fits' && t(`context.size.doubt.${fitting}`)])
}

/** Whether a context fits, as main said it last; null: it was not asked about. */
export const fittingOf = ({ sizes }: ContextSizes, wanted: number): ContextSize['fitting'] | null =>
  sizes.find(({ tokens }) => tokens === wanted)?.fitting ?? null

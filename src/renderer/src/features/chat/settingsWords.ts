import type { ReplyPart } from '../../../../shared/domain/message'
import { joinedFacts } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'
import { writtenBriefly } from '../../ui/writtenText'

/** The settings that a part of a reply was made with, as one line: the temperature, and of the others those that do something. */
export function settingsWords(settings: ReplyPart['settings']): string {
  if (settings === null) return ''
  const { temperature, topP, topK, minP, repeatPenalty, frequencyPenalty, presencePenalty, penaltyWindow } = settings
  const isDrawn = temperature > 0 // otherwise the likeliest token is taken
  const isPenalizing = repeatPenalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0
  return joinedFacts([
    t('reply.part.temperature', { value: temperature }),
    isDrawn && topP < 1 && t('reply.part.topP', { value: topP }),
    isDrawn && topK > 0 && t('reply.part.topK', { value: topK }),
    isDrawn && minP > 0 && t('reply.part.minP', { value: minP }),
    repeatPenalty !== 1 && t('reply.part.repeatPenalty', { value: repeatPenalty }),
    frequencyPenalty !== 0 && t('reply.part.frequencyPenalty', { value: frequencyPenalty }),
    presencePenalty !== 0 && t('reply.part.presencePenalty', { value: presencePenalty }),
    isPenalizing && t('reply.part.penaltyWindow', { count: penaltyWindow }),
    ...filtersAndLimits(settings)
  ])
}

function filtersAndLimits(settings: NonNullable<ReplyPart['settings']>): (string | false)[] {
  const { dryStrength, dryAllowedLength, xtcProbability, xtcThreshold, maxTokens, stopTexts, loopGuard } = settings
  const { thinking, thinkingBudget, structure, templateVariables = {} } = settings
  return [
    dryStrength > 0 && t('reply.part.dry', { strength: dryStrength, count: dryAllowedLength }),
    xtcProbability > 0 && t('reply.part.xtc', { probability: xtcProbability, threshold: xtcThreshold }),
    maxTokens !== null && t('reply.part.maxTokens', { count: maxTokens }),
    ...stopTexts.map((text) => t('reply.part.stopText', { text: writtenBriefly(text) })),
    thinking === 'off' && t('reply.part.withoutThinking'),
    thinking === 'on' && t('reply.part.withThinking'),
    thinkingBudget !== null && t('reply.part.thinkingBudget', { count: thinkingBudget }),
    structure !== null && t(`reply.part.${structure.kind}`),
    ...Object.entries(templateVariables).map(([name, value]) => t('reply.part.templateVariable', { name, value: writtenBriefly(value) })),
    !loopGuard && t('reply.part.withoutLoopGuard')
  ]
}

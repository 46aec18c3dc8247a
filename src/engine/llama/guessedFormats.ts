import type { ChatFormatName } from '../../shared/domain/model'

/** A format that a model is taken to have because its vocabulary has the marks of it. */
interface GuessedFormat {
  readonly name: ChatFormatName
  /** Each of them one token. */
  readonly marks: readonly string[]
  readonly template: string
}

const opening = (text: string): string => `{% if add_generation_prompt %}{{ '${text}' }}{% endif %}`

/** Every message between a mark that names the role and one that ends the turn. */
const turns = (before: string, behind: string, after: string, reply = 'assistant', role = 'm.role'): string =>
  `{% for m in messages %}{{ '${before}' + ${role} + '${behind}' + m.content + '${after}' }}{% endfor %}` +
  opening(`${before}${reply}${behind}`)

const gemmaRole = `('model' if m.role == 'assistant' else 'user')`

/** The person's messages between two marks, the model's behind them; `space`: a vocabulary of SentencePiece has one behind each mark. */
const instructions = (space: string, system: string): string =>
  `{% for m in messages %}{% if m.role == 'user' %}{{ '[INST]${space}' + m.content + '[/INST]' }}` +
  `{% elif m.role == 'assistant' %}{{ '${space}' + m.content + eos_token }}{% else %}${system}{% endif %}{% endfor %}`

const refuse = `{{ raise_exception('no mark for it') }}` // then it stands in front of the person's first message

/** The most telling marks first: some vocabularies hold marks that their models do not use. */
export const guessedFormats = (isSentencePiece: boolean): readonly GuessedFormat[] => [
  { name: 'phi4', marks: ['<|im_start|>', '<|im_sep|>', '<|im_end|>'], template: turns('<|im_start|>', '<|im_sep|>', '<|im_end|>') },
  { name: 'chatMl', marks: ['<|im_start|>', '<|im_end|>'], template: turns('<|im_start|>', '\\n', '<|im_end|>\\n') },
  {
    name: 'llama3',
    marks: ['<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>'],
    template: turns('<|start_header_id|>', '<|end_header_id|>\\n\\n', '<|eot_id|>')
  },
  {
    name: 'gemma',
    marks: ['<start_of_turn>', '<end_of_turn>'],
    template:
      `{% if messages[0].role == 'system' %}${refuse}{% endif %}` + turns('<start_of_turn>', '\\n', '<end_of_turn>\\n', 'model', gemmaRole)
  },
  {
    name: 'granite',
    marks: ['<|start_of_role|>', '<|end_of_role|>'],
    template: turns('<|start_of_role|>', '<|end_of_role|>', '<|end_of_text|>\\n')
  },
  {
    name: 'mistral',
    marks: ['[INST]', '[/INST]', '[SYSTEM_PROMPT]'],
    template: instructions('', `{{ '[SYSTEM_PROMPT]' + m.content + '[/SYSTEM_PROMPT]' }}`)
  },
  { name: 'mistral', marks: ['[INST]', '[/INST]'], template: instructions(isSentencePiece ? ' ' : '', refuse) },
  { name: 'phi', marks: ['<|user|>', '<|assistant|>', '<|end|>'], template: turns('<|', '|>\\n', '<|end|>\\n') }
]

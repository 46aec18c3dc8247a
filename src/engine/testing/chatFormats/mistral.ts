import type { FormatExample } from './formatExample'

const source = 'https://docs.mistral.ai/cookbook/concept-deep-dive-tokenization-templates'

/** The person's messages between two marks; the system message too, where there is a mark for it. */
export const mistralV7: FormatExample = {
  name: 'Mistral (v7, Tekken)',
  source,
  template:
    `{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}{{ '[INST]' + m.content + '[/INST]' }}` +
    `{% elif m.role == 'system' %}{{ '[SYSTEM_PROMPT]' + m.content + '[/SYSTEM_PROMPT]' }}` +
    `{% else %}{{ m.content + eos_token }}{% endif %}{% endfor %}`,
  marks: { begin: '<s>', end: '</s>', others: ['[INST]', '[/INST]', '[SYSTEM_PROMPT]', '[/SYSTEM_PROMPT]'] },
  addBos: true,
  reads: {
    question: '<s>[INST]Hello[/INST]',
    system: '<s>[SYSTEM_PROMPT]Be brief.[/SYSTEM_PROMPT][INST]Hello[/INST]',
    turns: '<s>[INST]Hello[/INST]Hi there.</s>[INST]Who are you?[/INST]',
    continued: '<s>[INST]Hello[/INST]I am '
  }
}

/** It refuses a system message: that stands in front of the person's message, as the makers' own library has it. */
export const mistralV3: FormatExample = {
  name: 'Mistral (v3)',
  source,
  template:
    `{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}{{ '[INST] ' + m.content + '[/INST]' }}` +
    `{% elif m.role == 'assistant' %}{{ ' ' + m.content | trim + eos_token }}{% else %}{{ raise_exception('unknown role') }}{% endif %}{% endfor %}`,
  marks: { begin: '<s>', end: '</s>', others: ['[INST]', '[/INST]'] },
  addBos: true,
  reads: {
    question: '<s>[INST] Hello[/INST]',
    system: '<s>[INST] Be brief.\n\nHello[/INST]',
    turns: '<s>[INST] Hello[/INST] Hi there.</s>[INST] Who are you?[/INST]',
    continued: '<s>[INST] Hello[/INST]I am '
  }
}

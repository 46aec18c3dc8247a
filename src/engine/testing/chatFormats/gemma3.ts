import type { FormatExample } from './formatExample'

const start = '<start_of_turn>'
const end = '<end_of_turn>\n'

/** It has no role for a system message: that stands in front of the person's first message. */
export const gemma3: FormatExample = {
  name: 'Gemma 3',
  source: 'https://ai.google.dev/gemma/docs/core/prompt-structure',
  template:
    `{{ bos_token }}{% if messages[0].role == 'system' %}{% set before = messages[0].content + '\\n\\n' %}{% set rest = messages[1:] %}` +
    `{% else %}{% set before = '' %}{% set rest = messages %}{% endif %}` +
    `{% for m in rest %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('roles must take turns') }}{% endif %}` +
    `{{ '<start_of_turn>' + ('model' if m.role == 'assistant' else m.role) + '\\n' + (before if loop.first else '') + m.content | trim + '<end_of_turn>\\n' }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}`,
  marks: { begin: '<bos>', end: '<end_of_turn>', others: ['<eos>', '<start_of_turn>'] },
  addBos: true,
  reads: {
    question: `<bos>${start}user\nHello${end}${start}model\n`,
    system: `<bos>${start}user\nBe brief.\n\nHello${end}${start}model\n`,
    turns: `<bos>${start}user\nHello${end}${start}model\nHi there.${end}${start}user\nWho are you?${end}${start}model\n`,
    continued: `<bos>${start}user\nHello${end}${start}model\nI am `
  }
}

import type { FormatExample } from './formatExample'

const marks = { begin: '<|endoftext|>', end: '<|im_end|>', others: ['<|im_start|>', '<|im_end|>'] }
const turn = (role: string, text: string): string => `<|im_start|>${role}\n${text}<|im_end|>\n`
const reply = '<|im_start|>assistant\n'

const ownSystem = 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.'

export const qwen25: FormatExample = {
  name: 'Qwen2.5',
  source: 'https://qwen.readthedocs.io/en/v2.5/getting_started/concepts.html#control-tokens-chat-template',
  template:
    `{% if messages[0].role != 'system' %}{{ '<|im_start|>system\\n${ownSystem}<|im_end|>\\n' }}{% endif %}` +
    `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`,
  marks,
  addBos: false,
  reads: {
    question: `${turn('system', ownSystem)}${turn('user', 'Hello')}${reply}`,
    system: `${turn('system', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${turn('system', ownSystem)}${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${turn('system', ownSystem)}${turn('user', 'Hello')}${reply}I am `
  }
}

const empty = '<think>\n\n</think>\n\n'

/** Its template writes the thought of the last message, an empty one where there is none: of a reply that is begun, it must not. */
export const qwen3: FormatExample = {
  name: 'Qwen3',
  source: 'https://qwen.readthedocs.io/en/latest/inference/transformers.html (“Thinking & Non-Thinking Mode”)',
  template:
    `{% for m in messages %}{% if m.role == 'assistant' %}{% set said = m.content %}{% set thought = '' %}` +
    `{% if m.reasoning_content is string %}{% set thought = m.reasoning_content %}{% elif '</think>' in said %}` +
    `{% set thought = said.split('</think>')[0].split('<think>')[-1].strip('\\n') %}{% set said = said.split('</think>')[-1].lstrip('\\n') %}{% endif %}` +
    `{% if loop.last %}{{ '<|im_start|>assistant\\n<think>\\n' + thought.strip('\\n') + '\\n</think>\\n\\n' + said.lstrip('\\n') + '<|im_end|>\\n' }}` +
    `{% else %}{{ '<|im_start|>assistant\\n' + said + '<|im_end|>\\n' }}{% endif %}` +
    `{% else %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endif %}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}` +
    `{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}{% endif %}`,
  marks: { ...marks, others: [...marks.others, '<think>', '</think>'] },
  addBos: false,
  reads: {
    question: `${turn('user', 'Hello')}${reply}`,
    system: `${turn('system', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${turn('user', 'Hello')}${reply}I am `
  },
  withoutThinking: {
    question: `${turn('user', 'Hello')}${reply}${empty}`,
    turns: `${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}${empty}`,
    continued: `${turn('user', 'Hello')}${reply}${empty}I am `
  }
}

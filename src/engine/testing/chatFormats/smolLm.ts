import type { FormatExample } from './formatExample'

const turn = (role: string, text: string): string => `<|im_start|>${role}\n${text}<|im_end|>\n`
const reply = '<|im_start|>assistant\n'
const ownSystem = 'You are a helpful AI assistant named SmolLM, trained by Hugging Face'

/** Its beginning-of-text token is the mark of a turn. */
export const smolLm2: FormatExample = {
  name: 'SmolLM2',
  source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct (instruction_template and the chat template of its tokenizer)',
  template:
    `{% for m in messages %}{% if loop.first and m.role != 'system' %}{{ '<|im_start|>system\\n${ownSystem}<|im_end|>\\n' }}{% endif %}` +
    `{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`,
  marks: { begin: '<|im_start|>', end: '<|im_end|>', others: ['<|endoftext|>'] },
  addBos: true,
  reads: {
    question: `${turn('system', ownSystem)}${turn('user', 'Hello')}${reply}`,
    system: `${turn('system', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${turn('system', ownSystem)}${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${turn('system', ownSystem)}${turn('user', 'Hello')}${reply}I am `
  }
}

/** The maker's own instructions, where nobody gives any, are shortened here. */
const instructions = { think: 'Think first.', noThink: 'You are a helpful AI assistant named SmolLM, trained by Hugging Face.' }

const metadata = (mode: '/think' | '/no_think', text: string): string =>
  turn(
    'system',
    `## Metadata\n\nKnowledge Cutoff Date: June 2025\nToday Date: 26 July 2024\nReasoning Mode: ${mode}\n\n## Custom Instructions\n\n${text}\n\n`
  )
const empty = '<think>\n\n</think>\n'

/** A mode in the system message, and an empty thought before each reply where it is switched off. Its template asks for today's date. */
export const smolLm3: FormatExample = {
  name: 'SmolLM3',
  source:
    'https://huggingface.co/HuggingFaceTB/SmolLM3-3B (“Enabling and Disabling Extended Thinking Mode”, and the chat template of its tokenizer)',
  template:
    `{% if enable_thinking is not defined %}{% set enable_thinking = true %}{% endif %}` +
    `{% set mode = '/think' if enable_thinking else '/no_think' %}` +
    `{% if messages[0].role == 'system' %}{% set given = messages[0].content.rstrip() %}{% else %}` +
    `{% set given = '${instructions.think}' if enable_thinking else '${instructions.noThink}' %}{% endif %}` +
    `{{ '<|im_start|>system\\n## Metadata\\n\\nKnowledge Cutoff Date: June 2025\\nToday Date: ' + strftime_now('%d %B %Y') + '\\nReasoning Mode: ' + mode }}` +
    `{{ '\\n\\n## Custom Instructions\\n\\n' + given + '\\n\\n<|im_end|>\\n' }}` +
    `{% for m in messages %}{% if m.role == 'user' %}{{ '<|im_start|>user\\n' + m.content + '<|im_end|>\\n' }}` +
    `{% elif m.role == 'assistant' %}{{ '<|im_start|>assistant\\n' + ('' if enable_thinking else '<think>\\n\\n</think>\\n') + m.content.lstrip('\\n') + '<|im_end|>\\n' }}{% endif %}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' + ('' if enable_thinking else '<think>\\n\\n</think>\\n') }}{% endif %}`,
  marks: { begin: '<|begin_of_text|>', end: '<|im_end|>', others: ['<|im_start|>', '<think>', '</think>'] },
  addBos: false,
  reads: {
    question: `${metadata('/think', instructions.think)}${turn('user', 'Hello')}${reply}`,
    system: `${metadata('/think', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${metadata('/think', instructions.think)}${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${metadata('/think', instructions.think)}${turn('user', 'Hello')}${reply}I am `
  },
  withoutThinking: {
    system: `${metadata('/no_think', 'Be brief.')}${turn('user', 'Hello')}${reply}${empty}`,
    turns: `${metadata('/no_think', instructions.noThink)}${turn('user', 'Hello')}${turn('assistant', `${empty}Hi there.`)}${turn('user', 'Who are you?')}${reply}${empty}`,
    continued: `${metadata('/no_think', instructions.noThink)}${turn('user', 'Hello')}${reply}${empty}I am `
  }
}

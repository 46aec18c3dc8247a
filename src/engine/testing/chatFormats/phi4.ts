import type { FormatExample } from './formatExample'

const turn = (role: string, text: string): string => `<|im_start|>${role}<|im_sep|>${text}<|im_end|>`
const reply = '<|im_start|>assistant<|im_sep|>'

/** Like ChatML, with a mark in the place of the line break and nothing between turns. */
export const phi4: FormatExample = {
  name: 'Phi-4',
  source: 'https://huggingface.co/microsoft/phi-4#input-formats',
  template:
    `{% for m in messages %}{{ '<|im_start|>' + m.role + '<|im_sep|>' + m.content + '<|im_end|>' }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}`,
  marks: { begin: '<|endoftext|>', end: '<|im_end|>', others: ['<|im_start|>', '<|im_sep|>'] },
  addBos: false,
  reads: {
    question: `${turn('user', 'Hello')}${reply}`,
    system: `${turn('system', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${turn('user', 'Hello')}${reply}I am `
  }
}

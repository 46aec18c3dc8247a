import type { FormatExample } from './formatExample'

const turn = (role: string, text: string): string => `<|start_of_role|>${role}<|end_of_role|>${text}<|end_of_text|>\n`
const reply = '<|start_of_role|>assistant<|end_of_role|>'

export const granite: FormatExample = {
  name: 'Granite 4',
  source: 'https://www.ibm.com/granite/docs/use-cases/prompt-engineering',
  template:
    `{% for m in messages %}{{ '<|start_of_role|>' + m.role + '<|end_of_role|>' + m.content + '<|end_of_text|>\\n' }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|start_of_role|>assistant<|end_of_role|>' }}{% endif %}`,
  marks: { begin: '<|pad|>', end: '<|end_of_text|>', others: ['<|start_of_role|>', '<|end_of_role|>'] },
  addBos: false,
  reads: {
    question: `${turn('user', 'Hello')}${reply}`,
    system: `${turn('system', 'Be brief.')}${turn('user', 'Hello')}${reply}`,
    turns: `${turn('user', 'Hello')}${turn('assistant', 'Hi there.')}${turn('user', 'Who are you?')}${reply}`,
    continued: `${turn('user', 'Hello')}${reply}I am `
  }
}

import type { FormatExample } from './formatExample'

const first =
  '<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\nKnowledge cutoff: 2024-06\nCurrent date: 2024-07-26\n\n' +
  'Reasoning: medium\n\n# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>'
const user = (text: string): string => `<|start|>user<|message|>${text}<|end|>`
const final = '<|start|>assistant<|channel|>final<|message|>'

export const gptOss: FormatExample = {
  name: 'gpt-oss',
  source: 'https://cookbook.openai.com/articles/openai-harmony',
  template:
    `{{ '<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\\nKnowledge cutoff: 2024-06\\nCurrent date: ' + strftime_now('%Y-%m-%d') }}` +
    `{{ '\\n\\nReasoning: medium\\n\\n# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>' }}` +
    `{% for m in messages %}{% if m.role == 'system' %}{{ '<|start|>developer<|message|># Instructions\\n\\n' + m.content + '<|end|>' }}` +
    `{% elif m.role == 'user' %}{{ '<|start|>user<|message|>' + m.content + '<|end|>' }}` +
    `{% else %}{{ '<|start|>assistant<|channel|>final<|message|>' + m.content + ('<|return|>' if loop.last else '<|end|>') }}{% endif %}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|start|>assistant' }}{% endif %}`,
  marks: {
    begin: '<|startoftext|>',
    end: '<|return|>',
    others: ['<|start|>', '<|end|>', '<|message|>', '<|channel|>', '<|constrain|>', '<|call|>']
  },
  addBos: false,
  reads: {
    question: `${first}${user('Hello')}<|start|>assistant`,
    system: `${first}<|start|>developer<|message|># Instructions\n\nBe brief.<|end|>${user('Hello')}<|start|>assistant`,
    turns: `${first}${user('Hello')}${final}Hi there.<|end|>${user('Who are you?')}<|start|>assistant`,
    continued: `${first}${user('Hello')}${final}I am `
  }
}

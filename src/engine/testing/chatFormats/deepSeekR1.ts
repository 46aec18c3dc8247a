import type { FormatExample } from './formatExample'

const begin = '<｜begin▁of▁sentence｜>'

/** The distilled models, of Qwen's and of Llama's kind. The template opens the thought of every new reply. */
export const deepSeekR1: FormatExample = {
  name: 'DeepSeek-R1 distilled',
  source: 'https://github.com/deepseek-ai/DeepSeek-R1#usage-recommendations (a reply begins with “<think>\\n”)',
  template:
    `{{ bos_token }}{% if messages[0].role == 'system' %}{{ messages[0].content }}{% endif %}` +
    `{% for m in messages %}{% if m.role == 'user' %}{{ '<｜User｜>' + m.content }}` +
    `{% elif m.role == 'assistant' %}{{ '<｜Assistant｜>' + m.content.split('</think>')[-1] + '<｜end▁of▁sentence｜>' }}{% endif %}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\\n' }}{% endif %}`,
  marks: { begin, end: '<｜end▁of▁sentence｜>', others: ['<｜User｜>', '<｜Assistant｜>', '<think>', '</think>'] },
  addBos: true,
  reads: {
    question: `${begin}<｜User｜>Hello<｜Assistant｜><think>\n`,
    system: `${begin}Be brief.<｜User｜>Hello<｜Assistant｜><think>\n`,
    turns: `${begin}<｜User｜>Hello<｜Assistant｜>Hi there.<｜end▁of▁sentence｜><｜User｜>Who are you?<｜Assistant｜><think>\n`,
    continued: `${begin}<｜User｜>Hello<｜Assistant｜>I am `
  }
}

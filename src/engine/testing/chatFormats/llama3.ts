import type { FormatExample } from './formatExample'

const marks = {
  begin: '<|begin_of_text|>',
  end: '<|eot_id|>',
  others: ['<|end_of_text|>', '<|start_header_id|>', '<|end_header_id|>', '<|eom_id|>', '<|python_tag|>']
}

const template = (date: string): string =>
  `{{ bos_token }}{% if messages[0].role == 'system' %}{% set system = messages[0].content | trim %}{% set rest = messages[1:] %}` +
  `{% else %}{% set system = '' %}{% set rest = messages %}{% endif %}${date}` +
  `{{ '<|start_header_id|>system<|end_header_id|>\\n\\nCutting Knowledge Date: December 2023\\nToday Date: ' + date_string + '\\n\\n' + system + '<|eot_id|>' }}` +
  `{% for m in rest %}{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\\n\\n' + m.content | trim + '<|eot_id|>' }}{% endfor %}` +
  `{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}`

const system = (text: string): string =>
  '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n' +
  `Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n${text}<|eot_id|>`
const user = (text: string): string => `<|start_header_id|>user<|end_header_id|>\n\n${text}<|eot_id|>`
const assistant = '<|start_header_id|>assistant<|end_header_id|>\n\n'

const reads = {
  question: `${system('')}${user('Hello')}${assistant}`,
  system: `${system('Be brief.')}${user('Hello')}${assistant}`,
  turns: `${system('')}${user('Hello')}${assistant}Hi there.<|eot_id|>${user('Who are you?')}${assistant}`,
  continued: `${system('')}${user('Hello')}${assistant}I am `
}

export const llama31: FormatExample = {
  name: 'Llama 3.1',
  source: 'https://www.llama.com/docs/model-cards-and-prompt-formats/llama3_1/',
  template: template(`{% if date_string is not defined %}{% set date_string = '26 Jul 2024' %}{% endif %}`),
  marks,
  addBos: true,
  reads
}

/** Its template asks for today's date. */
export const llama32: FormatExample = {
  ...llama31,
  name: 'Llama 3.2',
  source: 'https://www.llama.com/docs/model-cards-and-prompt-formats/llama3_2/',
  template: template(
    `{% if date_string is not defined %}{% if strftime_now is defined %}{% set date_string = strftime_now('%d %b %Y') %}` +
      `{% else %}{% set date_string = '26 Jul 2024' %}{% endif %}{% endif %}`
  )
}

import { TURN_END, TURN_START } from './vocabulary'

/** ChatML: every message between its two marks, then the opening of the reply. */
export const chatMl =
  `{% for message in messages %}{{ '${TURN_START}' + message['role'] + '\n' + message['content'] + '${TURN_END}' + '\n' }}{% endfor %}` +
  `{% if add_generation_prompt %}{{ '${TURN_START}assistant\n' }}{% endif %}`

/** ChatML that writes a system message of its own where the conversation has none. */
export const chatMlWithSystem =
  `{% if messages[0]['role'] != 'system' %}{{ '${TURN_START}system\nYou obey.${TURN_END}\n' }}{% endif %}` + chatMl

/** ChatML whose replies begin inside a thought: the template writes its opening mark. */
export const thinkingOpened =
  `{% for message in messages %}{{ '${TURN_START}' + message['role'] + '\n' + message['content'] + '${TURN_END}' + '\n' }}{% endfor %}` +
  `{% if add_generation_prompt %}{{ '${TURN_START}assistant\n<think>\n' }}{% endif %}`

/** ChatML behind a system message that says a tone, which is to be given; one of them it refuses. */
export const chatMlWithTone =
  `{% set tone = tone | default('plain') %}{% if tone == 'refused' %}{{ raise_exception('no such tone') }}{% endif %}` +
  `{{ '${TURN_START}system\nTone: ' ~ tone ~ '${TURN_END}\n' }}` +
  chatMl

/**
 * Like the templates of models that think: earlier thoughts are left out, and it is not equivalent to ChatML, so that the library
 * finds its thought segments. Every prompt ends with ":".
 */
export const thinking =
  `{% for message in messages %}{% if message['role'] == 'assistant' %}{% set said = message['content'] %}` +
  `{% if '</think>' in said %}{% set said = said.split('</think>')[-1] %}{% endif %}{{ '${TURN_START}assistant:' + said + '${TURN_END}' }}` +
  `{% else %}{{ '${TURN_START}' + message['role'] + ':' + message['content'] + '${TURN_END}' }}{% endif %}{% endfor %}` +
  `{% if add_generation_prompt %}{{ '${TURN_START}assistant:' }}` +
  `{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\n\n</think>\n\n' }}{% endif %}{% endif %}`

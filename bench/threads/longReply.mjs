/** A reply that goes on for thousands of tokens: a model may end a story early. Each number makes another prompt, from its first word on. */
export const longReply = (number) => ({
  system: `${1000 + number} is the name of this helper.`,
  text: 'Count from 1 to 5000 and leave no number out.',
  begun: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,'
})

/** The same as Hearth's engine has it read: both models use ChatML. */
export const chatMlOf = ({ system, text, begun }) =>
  `<|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n${begun}`

/** A loop as models fall into it: what stands before, and the segment that comes again and again. */
export interface RealLoop {
  readonly name: string
  readonly before: string
  readonly segment: string
}

const story = 'Once upon a time there was a fox who lived at the edge of a wood.\n\n'
const sentence = 'The fox went back into the wood and looked for something to eat. '
const paragraph =
  'The fox went back into the wood. It was a cold morning, and the leaves were wet. She looked for something to eat, but there was nothing to be found, so she sat down under an old oak and waited for the evening.\n\n'

export const realLoops: readonly RealLoop[] = [
  { name: 'a word', before: story, segment: 'very ' },
  { name: 'a number', before: 'The digits are ', segment: '0, ' },
  { name: 'a character', before: story, segment: '!' },
  { name: 'an emoji', before: story, segment: '👩‍👩‍👧' },
  { name: 'a sentence', before: story, segment: sentence },
  { name: 'a sentence without spaces', before: '从前有一只狐狸。', segment: '狐狸回到树林里去找吃的。' },
  { name: 'two sentences in turn', before: story, segment: `${sentence}Then she was tired and lay down to sleep. ` },
  { name: 'three items of a list', before: 'What to bring:\n\n', segment: '- A warm jacket\n- A torch\n- Something to drink\n' },
  { name: 'a question and its answer', before: '', segment: 'Q: What is the capital of France?\nA: The capital of France is Paris.\n\n' },
  { name: 'a line of code', before: 'function f() {\n', segment: '  console.log(value)\n' },
  { name: 'a paragraph', before: story, segment: paragraph },
  { name: 'four paragraphs', before: story, segment: `${paragraph}First, ${paragraph}Then, ${paragraph}Last, ${paragraph}` }
]

/** So much of it, in UTF-16 units. */
export function textOfLoop({ before, segment }: RealLoop, length: number): string {
  return before + segment.repeat(Math.ceil(length / segment.length))
}

// A lint rule. Words of the catalogue are joined by the catalogue (src/shared/i18n/joined.ts), never in code: order, spaces and punctuation are
// different in other languages.

const message = 'Words are joined by an entry of the catalogue, not in code: write the whole sentence there, with {{…}} for its values.'

/** `t(…)`, or a function named after the words it returns. */
const isWords = (node) => node?.type === 'CallExpression' && node.callee.type === 'Identifier' && /^t$|[wW]ords$/.test(node.callee.name)

/** Line breaks around words are no part of a sentence. */
const isAlone = ({ expressions, quasis }) =>
  expressions.length === 1 && quasis.every(({ value }) => value.raw.replace(/\\n/g, '').trim() === '')

/** @type {import('eslint').Rule.RuleModule} */
export const joinedWords = {
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    const report = (node) => context.report({ node, message })
    const oneEach = (node) => {
      const words = node.children.filter((child) => child.type === 'JSXExpressionContainer' && isWords(child.expression))
      if (words.length > 1) report(words[1])
    }
    return {
      TemplateLiteral: (node) => {
        if (node.expressions.some(isWords) && !isAlone(node)) report(node)
      },
      BinaryExpression: (node) => {
        if (node.operator === '+' && (isWords(node.left) || isWords(node.right))) report(node)
      },
      'CallExpression[callee.property.name=/^(join|concat)$/]': (node) => {
        const { object } = node.callee
        const parts = object.type === 'ArrayExpression' ? object.elements : [object, ...node.arguments]
        if (parts.some(isWords)) report(node)
      },
      JSXElement: oneEach,
      JSXFragment: oneEach
    }
  }
}

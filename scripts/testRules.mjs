// What a test file must not do, because the count of passed tests would not show it: skip without a reason of the closed list, focus, be
// registered only sometimes, or end early without having checked anything.
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const REGISTERS = new Set(['test', 'it', 'describe'])
const SHORT_CIRCUITS = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken])
const FORBIDDEN = new Set(['only', 'todo', 'fixme', 'skipIf', 'runIf', 'fails', 'fail'])

/** The name a call begins with and the names behind it: `test.describe.only(…)` is ['test', 'describe', 'only']. */
function namesOf(expression) {
  if (ts.isIdentifier(expression)) return [expression.text]
  if (ts.isPropertyAccessExpression(expression)) return [...namesOf(expression.expression), expression.name.text]
  return ts.isCallExpression(expression) ? namesOf(expression.expression) : ['']
}

const isFunction = (node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node)
const isRegistration = (node) => ts.isCallExpression(node) && REGISTERS.has(namesOf(node.expression)[0]) && node.arguments.some(isFunction)

/** Whether a node stands in a branch of an `if`, `?:`, `switch`, `&&`, `||` or `??` that begins inside `within`. */
function isConditional(node, within) {
  for (let at = node; at !== within && at.parent; at = at.parent) {
    const { parent } = at
    if (ts.isIfStatement(parent) && at !== parent.expression) return true
    if (ts.isConditionalExpression(parent) && at !== parent.condition) return true
    if (ts.isCaseOrDefaultClause(parent) && at !== parent.expression) return true
    if (ts.isBinaryExpression(parent) && SHORT_CIRCUITS.has(parent.operatorToken.kind) && at === parent.right) return true
  }
  return false
}

/** @param {string} name of the file @param {string} text @returns {string[]} `file:line what is wrong` */
export function brokenTestRules(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found = []
  const say = (node, what) => found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`)
  const visit = (node, body) => {
    if (ts.isCallExpression(node)) {
      const [first, ...rest] = namesOf(node.expression)
      if (REGISTERS.has(first) && !ts.isCallExpression(node.expression) && rest.some((word) => FORBIDDEN.has(word)))
        say(node, `uses ${[first, ...rest].join('.')}`)
      const skips = rest.at(-1) === 'skip' && (REGISTERS.has(first) || first === 'context')
      if (skips && !/^reason !== undefined,\s*reason$/.test(node.arguments.map((each) => each.getText()).join(', ')))
        say(node, 'skips without a reason of scripts/exercised.mjs')
      if (isRegistration(node)) {
        if (isConditional(node, undefined)) say(node, 'registers a test under a condition')
        const callback = node.arguments.find(isFunction)
        return ts.forEachChild(node, (child) =>
          visit(child, child === callback && !rest.includes('describe') && first !== 'describe' ? callback : body)
        )
      }
    }
    if (isFunction(node) && node !== body) return ts.forEachChild(node, (child) => visit(child, undefined))
    if (body && ts.isReturnStatement(node) && !node.expression && isConditional(node, body))
      say(node, 'ends a test early under a condition')
    return ts.forEachChild(node, (child) => visit(child, body))
  }
  visit(source, undefined)
  return found
}

/** Every file below a folder that registers tests: test files, and the contracts that several of them share. */
export function testFilesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return testFilesBelow(file)
    const isContract = path.basename(folder) === 'contract' && /\bdescribe\(|\bit\(/.test(fs.readFileSync(file, 'utf8'))
    return isContract || /\.(test|spec)\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : []
  })
}

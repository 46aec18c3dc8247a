// Whether code in a reply does what was asked for: it is run. JavaScript runs in a context of its own with a time limit; of Python only the
// definitions are run, in an interpreter that sees no environment, and nothing that imports more than a few harmless modules.
import { spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import vm from 'node:vm'

const limits = { timeLimitMs: 10_000, python: 'python3' }
const languageNames = { python: ['python', 'py', 'python3', ''], javascript: ['javascript', 'js', 'node', 'typescript', ''] }

/** The code of a reply: its blocks in that language together; without any block the whole reply. */
function codeIn(reply, language) {
  const blocks = [...reply.matchAll(/```([\w+-]*)[^\n]*\n([\s\S]*?)(?:```|$)/g)]
  if (blocks.length === 0) return [reply]
  return blocks.filter(([, name]) => languageNames[language].includes(name.toLowerCase())).map(([, , code]) => code)
}

/**
 * @param {string} reply
 * @param {{language: string, calls?: [unknown[], unknown][], pattern?: RegExp}} expected
 * @param {{timeLimitMs?: number, python?: string}} [options]
 * @returns {{isRight: boolean|null, why: string}} `isRight` null: this computer cannot run it
 */
export function judgeCode(reply, { language, calls, pattern }, options = {}) {
  if (pattern) return pattern.test(reply) ? { isRight: true, why: 'right' } : { isRight: false, why: 'not what was asked for' }
  const run = language === 'python' ? runPython : runJavaScript
  const answers = codeIn(reply, language).map((code) => run(code, calls, { ...limits, ...options }))
  return (
    answers.find(({ isRight }) => isRight) ??
    answers.find(({ isRight }) => isRight === null) ??
    answers[0] ?? { isRight: false, why: 'no code' }
  )
}

function runJavaScript(code, calls, { timeLimitMs }) {
  const names = [...code.matchAll(/\bfunction[ \t]+([\w$]+)\s*\(|\b(?:const|let|var)[ \t]+([\w$]+)\s*=/g)].map(
    ([, one, other]) => one ?? other
  )
  try {
    const console = new Proxy({}, { get: () => () => {} })
    const context = vm.createContext({ console, module: { exports: {} }, calls: structuredClone(calls) })
    const found = `[${names.map((name) => `typeof ${name} === 'function' ? ${name} : null`).join(', ')}].filter(Boolean)`
    const source = `${code.replace(/^export (default )?/gm, '')}
      ;JSON.stringify(${found}.map((each) => calls.map(([given]) => { try { return each(...given) } catch { return null } })))`
    const results = JSON.parse(vm.runInContext(source, context, { timeout: timeLimitMs }))
    return verdict(results, calls)
  } catch (error) {
    return { isRight: false, why: error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'does not end' : `does not run: ${error.name}` }
  }
}

const python = `
import ast, json, sys
request = json.load(sys.stdin)
harmless = {'math', 're', 'string', 'typing', 'collections', 'itertools', 'functools'}
try:
    tree = ast.parse(request['code'])
except SyntaxError:
    print(json.dumps('SyntaxError')); sys.exit()
modules = {name.split('.')[0] for node in ast.walk(tree) for name in (
    [each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or ''] if isinstance(node, ast.ImportFrom) else [])}
names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
if modules - harmless or names & {'open', 'exec', 'eval', 'compile', '__import__'}:
    print(json.dumps('compiles only')); sys.exit()
kept = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.Import, ast.ImportFrom))
        or isinstance(node, ast.Assign) and not any(isinstance(each, ast.Call) for each in ast.walk(node))]
space = {'print': lambda *a, **k: None}
try:
    exec(compile(ast.Module(kept, []), 'reply', 'exec'), space)
except Exception as error:
    print(json.dumps(type(error).__name__)); sys.exit()
def answer(each, given):
    try:
        result = each(*given)
        return result if isinstance(result, (str, int, float, bool, list)) else None
    except Exception:
        return None
functions = [space[node.name] for node in kept if isinstance(node, ast.FunctionDef)]
print(json.dumps([[answer(each, given) for given, _ in request['calls']] for each in functions]))
`

function runPython(code, calls, { timeLimitMs, python: program }) {
  const options = { input: JSON.stringify({ code, calls }), encoding: 'utf8', timeout: timeLimitMs }
  const { stdout, error } = spawnSync(program, ['-I', '-c', python], options)
  if (error?.code === 'ENOENT') return { isRight: null, why: 'there is no Python here' }
  if (error || stdout === '') return { isRight: false, why: 'does not end' }
  const results = JSON.parse(stdout)
  if (results === 'compiles only') return { isRight: null, why: 'compiles; not run, because of what it uses' }
  return Array.isArray(results) ? verdict(results, calls) : { isRight: false, why: `does not run: ${results}` }
}

/** One of the functions must answer every call as expected. */
function verdict(results, calls) {
  if (results.length === 0) return { isRight: false, why: 'no function' }
  const isRight = results.some((answers) => calls.every(([, expected], place) => isDeepStrictEqual(answers[place], expected)))
  return { isRight, why: isRight ? 'right' : 'wrong result' }
}

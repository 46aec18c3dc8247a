import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateLimits, templateValue, type TemplateVariable } from '../../shared/domain/templateVariables'
import { deepSeekR1 } from '../testing/chatFormats/deepSeekR1'
import { gemma3 } from '../testing/chatFormats/gemma3'
import { granite } from '../testing/chatFormats/granite'
import { llama31, llama32 } from '../testing/chatFormats/llama3'
import { mistralV3, mistralV7 } from '../testing/chatFormats/mistral'
import { phi4 } from '../testing/chatFormats/phi4'
import { qwen25, qwen3 } from '../testing/chatFormats/qwen'
import { smolLm2, smolLm3 } from '../testing/chatFormats/smolLm'
import { templateVariablesOf } from './templateVariables'

const names = (template: string): string[] => templateVariablesOf(template).map(({ name }) => name)
const defaultOf = (template: string): string | null | undefined => templateVariablesOf(template)[0]?.default

describe('the variables of a template', () => {
  const families: [string, string, TemplateVariable[]][] = [
    [llama31.name, llama31.template, [{ name: 'date_string', default: '26 Jul 2024' }]],
    // What it falls back to depends on whether there is a clock.
    [llama32.name, llama32.template, [{ name: 'date_string', default: null }]],
    ...[qwen25, qwen3, gemma3, mistralV7, mistralV3, phi4, deepSeekR1, granite, smolLm2, smolLm3].map(
      ({ name, template }): [string, string, TemplateVariable[]] => [name, template, []]
    )
  ]
  it.each(families)('%s', (_name, template, expected) => {
    expect(templateVariablesOf(template)).toEqual(expected)
  })

  it('are the names that nothing gives, in their order, once each', () => {
    expect(names('{{ bos_token }}{{ tone }}{% for m in messages %}{{ m.content + tone + place }}{% endfor %}')).toEqual(['tone', 'place'])
    expect(names("{% if tools %}{{ raise_exception('no') }}{% endif %}{{ strftime_now('%d') }}{{ add_generation_prompt }}")).toEqual([])
  })

  it.each([
    ['set before', "{% set a = 1 %}{{ a }}{% set b, c = 1, 2 %}{{ b ~ c }}{% set d %}x{% endset %}{{ d }}"], // prettier-ignore
    ['set in a branch', '{% if messages %}{% set a = 1 %}{% endif %}{{ a }}'],
    ['set behind, or in a loop, where Jinja forgets it', '{{ a }}{% set a = 1 %}{% for m in messages %}{% set b = m %}{% endfor %}{{ b }}'],
    ['loops', '{% for a, b in messages if a and b %}{{ a ~ b ~ loop.index }}{% endfor %}'],
    ['macros and their arguments', '{% macro a(b, c=1) %}{{ b ~ c ~ varargs ~ kwargs }}{% endmacro %}{{ a(1) }}{{ a }}'],
    ['what a macro is called with', '{% macro a() %}{{ caller(1) }}{% endmacro %}{% call(b) a() %}{{ b }}{% endcall %}'],
    ['namespaces', '{% set a = namespace(b=1) %}{% set a.b = 2 %}{{ a.b }}'],
    ['members, filters, tests and arguments', "{{ messages[0].a | b | d('x') }}{{ messages is e }}{{ range(f=1) }}{{ messages['g'] }}"],
    ['functions', '{{ a(1) }}{% if a is defined %}{{ a }}{% endif %}'],
    ['of its own affair', '{{ _a ~ __proto__ }}']
  ])('are none that it has by itself: %s', (_what, template) => {
    expect(names(template)).toEqual([])
  })

  it.each([
    ['in a key', '{{ messages[a] }}'],
    ['in a slice', '{{ messages[a:] }}'],
    ['in a list, a tuple and an object', "{{ [a] }}{{ (b, c) }}{{ {'k': d} }}"],
    ['in the arguments of a filter, a macro and its defaults', "{{ messages | join(a) }}{% macro m(x=b) %}{{ x ~ c }}{% endmacro %}{{ m(d) }}"], // prettier-ignore
    ['in a condition, turned round or not', '{% if not a and b %}{% elif c %}{% endif %}{{ 1 if d else 2 }}'],
    ['in what a loop goes over and in its condition', '{% for x in a if x > b %}{% else %}{{ c ~ x }}{% endfor %}'],
    ['beside an operator', "{% if 'x' in a or b == 1 %}{% endif %}{{ -c }}"],
    ['as the object of a member', '{{ a.b.c }}']
  ])('are found wherever they stand: %s', (_where, template) => {
    expect(names(template)).toEqual(expect.arrayContaining(['a']))
    const others = ['b', 'c', 'd'].filter((name) => new RegExp(`(?<![.\\w'])${name}\\b`).test(template))
    expect(names(template).filter((name) => name !== 'x')).toEqual(['a', ...others])
  })

  it.each([
    ["{% set a = a | default('x y') %}", 'x y'],
    ['{% set a = a | d(true) %}', 'true'],
    ['{{ a | default }}', null],
    ["{% if a is not defined %}{% set a = 'x' %}{% endif %}{{ a }}", 'x'],
    ['{% if a is undefined %}{% set a = 8 %}{% endif %}', '8'],
    ['{% if not a is defined %}{% set a = 0.5 %}{% endif %}', '0.5'],
    ["{% if a is defined %}{{ a }}{% else %}{% set a = ['x', 1] %}{% endif %}", '["x",1]'],
    ['{% if not a %}{% set a = false %}{% endif %}', 'false'],
    ["{% if a is not defined %}{% if messages %}{% set a = 'x' %}{% else %}{% set a = 'y' %}{% endif %}{% endif %}", null],
    ["{% if a is not defined %}{% set a = messages[0] %}{% endif %}", null], // prettier-ignore
    ["{{ a or 'x' }}", 'x'],
    ["{{ a if a is defined else '7' }}", '"7"'],
    ["{{ a if messages else 'x' }}", null],
    ["{% set a = a or '' %}", null],
    ['{% set a = a | default(none) %}', null]
  ])('have the default that the template shows: %s', (template, expected) => {
    expect(names(template)).toEqual(['a'])
    expect(defaultOf(template)).toBe(expected)
  })

  it('are not the switch for thoughts, which is a setting of its own', () => {
    const both = '{% if not thinking is defined %}{% set thinking = enable_thinking %}{% endif %}'
    expect(names(both)).toEqual([])
    expect(names('{% if thinking %}x{% endif %}')).toEqual(['thinking'])
  })

  it.each([
    [
      'Llama 3.1',
      '{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}' +
        '{%- if not tools_in_user_message is defined %}{%- set tools_in_user_message = true %}{%- endif %}' +
        "{%- if builtin_tools is defined or tools is not none %}{{- 'Environment: ipython' }}{%- endif %}" +
        "{%- if builtin_tools is defined %}{{- builtin_tools | reject('equalto', 'code_interpreter') | join(', ') }}{%- endif %}" +
        "{%- if tools is not none and tools_in_user_message %}{{ tools }}{%- endif %}{{ date_string | default('26 Jul 2024') }}",
      ['date_string']
    ],
    ['SmolLM3', '{%- if xml_tools or python_tools %}{{ xml_tools ~ python_tools }}{%- endif %}', []],
    ['Granite', "{%- if available_tools %}{{ available_tools | tojson }}{%- endif %}{%- if documents %}{{ documents[0]['text'] }}{%- endif %}{{ controls.length }}", ['controls']], // prettier-ignore
    ['others', "{% set tool_choice = tool_choice | default('auto') %}{% if functions is defined %}{{ functions }}{% endif %}", []]
  ])('are not what stands for tools and for documents, which Hearth does not give: as in %s', (_name, template, expected) => {
    expect(names(template)).toEqual(expected)
  })

  it('with a default count as asked for, although the template writes them', () => {
    expect(names("{% set a = a | default('x') %}{% set b = b or 'x' %}{% set c = c %}{{ a ~ b ~ c }}")).toEqual(['a', 'b'])
  })

  it('are no more than a window can show, with no longer names and defaults', () => {
    const many = Array.from({ length: 200 }, (_, index) => `{{ a${index} }}`).join('')
    expect(templateVariablesOf(many)).toHaveLength(templateLimits.variables)
    expect(names(`{{ ${'a'.repeat(200)} }}`)).toEqual([])
    expect(defaultOf(`{{ a | default('${'x'.repeat(templateLimits.default + 1)}') }}`)).toBeNull()
  })

  it('are none where the template cannot be read', () => {
    expect(names('{{ a }}{% if %}')).toEqual([])
  })

  it('are told for any template, whatever stands in it', () => {
    const piece = fc.constantFrom('{{', '}}', '{%', '%}', 'set', 'if', 'endif', 'for', 'in', 'endfor', 'a', 'b', "'x'", '=', '|', 'default', '(', ')', 'is', 'not', 'defined', '[', ']', '.', ' ') // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const { name, default: value } of templateVariablesOf(pieces.join(' '))) {
          expect(['a', 'b', 'set', 'if', 'endif', 'for', 'in', 'endfor', 'default', 'is', 'not', 'defined']).toContain(name)
          expect(value === null || templateValue(value) !== undefined).toBe(true)
        }
      })
    )
  })
})

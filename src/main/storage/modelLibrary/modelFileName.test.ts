import { describe, expect, it } from 'vitest'
import { isModelFileName, parseModelFileName, partOf, visibleName } from './modelFileName'

describe('the name of a model file', () => {
  it.each([
    ['SmolLM2-135M-Instruct.Q4_1.gguf', 'SmolLM2-135M-Instruct', 'Q4_1'],
    ['Qwen2.5-7B-Instruct-Q4_K_M.gguf', 'Qwen2.5-7B-Instruct', 'Q4_K_M'],
    ['mistral-7b-v0.1.q8_0.GGUF', 'mistral-7b-v0.1', 'Q8_0'],
    ['llama-IQ2_XS.gguf', 'llama', 'IQ2_XS'],
    ['llama-IQ3_XXS.gguf', 'llama', 'IQ3_XXS'],
    ['gemma_Q6_K.gguf', 'gemma', 'Q6_K'],
    ['gemma-Q3_K_XL.gguf', 'gemma', 'Q3_K_XL'],
    ['phi-F16.gguf', 'phi', 'F16'],
    ['phi.bf16.gguf', 'phi', 'BF16'],
    ['gpt-oss-20b-MXFP4.gguf', 'gpt-oss-20b', 'MXFP4'],
    ['bitnet-TQ1_0.gguf', 'bitnet', 'TQ1_0'],
    ['phone-Q4_0_4_4.gguf', 'phone', 'Q4_0_4_4'],
    ['model-Q5_K_S-imatrix.gguf', 'model-imatrix', 'Q5_K_S'],
    ['plain.gguf', 'plain', null],
    ['Q4-planning.gguf', '-planning', 'Q4'],
    ['FAQ4_0x.gguf', 'FAQ4_0x', null],
    ['Q8_0.gguf', 'Q8_0', 'Q8_0'],
    ['.gguf', '', null]
  ])('%s is shown as %s, %s', (fileName, name, quantization) => {
    expect(parseModelFileName(fileName)).toEqual({ name, quantization })
    expect(partOf(fileName)).toBeNull()
  })

  it('of a model in several files shows one name for all, and which part it is', () => {
    const fileName = 'big-Q4_K_M-00002-of-00003.GGUF'
    expect(parseModelFileName(fileName)).toEqual({ name: 'big', quantization: 'Q4_K_M' })
    expect(partOf(fileName)).toMatchObject({ part: 2, parts: 3 })
    expect(partOf(fileName)?.nameOf(1)).toBe('big-Q4_K_M-00001-of-00003.GGUF')
  })

  it.each(['big-00004-of-00003.gguf', 'big-00000-of-00003.gguf', 'big-1-of-3.gguf'])('%s is no part of several', (fileName) => {
    expect(partOf(fileName)).toBeNull()
  })

  it('loses what cannot be seen or turns the direction of writing', () => {
    expect(visibleName('a\u0000b\u001b[31m\u202efugg.\u2066x\u0085')).toBe('ab[31mfugg.x')
    expect(parseModelFileName('in\nvoice-Q8_0.gguf').name).toBe('invoice')
  })

  it('ends in .gguf', () => {
    expect(['a.gguf', 'a.GGUF', 'a.gguf.part', 'agguf', 'a.bin'].filter(isModelFileName)).toEqual(['a.gguf', 'a.GGUF'])
  })
})

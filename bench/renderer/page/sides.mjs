// The renderers that are compared: each takes `text`, all so far, and `isDone`. Options and components are made once, as each of them advises.
import { code } from '@streamdown/code'
import { createMathPlugin } from '@streamdown/math'
import { marked } from 'marked'
import { createElement as h, memo, useMemo } from 'react'
import ReactMarkdown from 'react-markdown'
import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { Streamdown } from 'streamdown'
import { MarkdownText } from '../../../src/renderer/src/markdown/MarkdownText'

const remarkPlugins = [remarkGfm, remarkMath]
const plain = { remarkPlugins, rehypePlugins: [rehypeKatex] }
const coloured = { remarkPlugins, rehypePlugins: [rehypeKatex, [rehypeHighlight, { ignoreMissing: true }]] }

const whole = (options) =>
  function Whole({ text }) {
    return h(ReactMarkdown, options, text)
  }

const byBlock = (options) => {
  const Block = memo(function Block({ source }) {
    return h(ReactMarkdown, options, source)
  })
  return function ByBlock({ text }) {
    const blocks = useMemo(() => marked.lexer(text).map(({ raw }) => raw), [text])
    return blocks.map((source, place) => h(Block, { key: place, source }))
  }
}

const streamdownPlugins = { code, math: createMathPlugin({ singleDollarTextMath: true }) }
const shikiTheme = ['github-light', 'github-light']

function StreamdownSide({ text, isDone }) {
  return h(Streamdown, { plugins: streamdownPlugins, shikiTheme, controls: false, lineNumbers: false, isAnimating: !isDone }, text)
}

/** @type {Record<string, { Component: import('react').ComponentType<any> }>} */
export const sides = {
  Hearth: { Component: MarkdownText },
  Streamdown: { Component: StreamdownSide },
  'react-markdown by block': { Component: byBlock(plain) },
  'react-markdown by block, colours': { Component: byBlock(coloured) },
  'react-markdown whole': { Component: whole(plain) }
}

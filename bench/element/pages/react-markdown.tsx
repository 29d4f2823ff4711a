/** React-markdown with memoised blocks, the way that is recommended for a chat: the lexer finds the blocks. */
import { Lexer } from 'marked'
import { memo, useMemo } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { present } from './peer'

const PLUGINS = [remarkGfm]

const Block = memo(({ text }: { text: string }) => (
  <Markdown remarkPlugins={PLUGINS}>{text}</Markdown>
))

present(({ text }) => {
  const blocks = useMemo(() => Lexer.lex(text).map(({ raw }) => raw), [text])
  return blocks.map((block, at) => <Block key={at} text={block} />)
})

import type { Ignorer } from '@stryker-mutator/api/ignore'
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** The part of a node of the syntax tree that tells a text. */
interface TextNode {
  readonly type: string
  readonly value?: unknown
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[]
}

/** Stands in the comment of an alias and is read again. */
const marker = /\bcowherd (owner=|released)|^orphan=/

const ignorer: Ignorer = {
  shouldIgnore(path) {
    const { node } = path as { readonly node: TextNode }
    const texts = textsOf(node)
    const isForPeople = texts.some((text) => text.includes(' ')) && !texts.some((text) => marker.test(text))
    return isForPeople ? 'words for people' : undefined
  },
}

function textsOf({ type, value, quasis }: TextNode): string[] {
  if (type === 'StringLiteral') return [String(value)]
  return type === 'TemplateLiteral' ? (quasis ?? []).map((part) => part.value.raw) : []
}

/** Leaves out texts with a blank in them: words for people. */
export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', ignorer)]

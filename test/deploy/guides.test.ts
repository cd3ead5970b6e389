import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot, root } from './harness/run.ts'

const pages = ['README.md', ...globSync('docs/{install-*,upgrade,security}.md', { cwd: root })]
const reference = readFileSync(inRoot('docs/cli.md'), 'utf8')
/** The part of the reference about each command, by its name. */
const commands = new Map(
  reference
    .split(/^## cowherd /m)
    .slice(1)
    .map((part) => [part.split('\n', 1)[0] ?? '', part]),
)

/** What the reference says of the command that a call's first two words name, one of them or both. */
function commandOf(words: string): string | undefined {
  return commands.get(words) ?? commands.get(words.split(' ')[0] ?? '')
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(inRoot(page), 'utf8')

  test('names files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
    const linked = links.map(([, path = '']) => join(dirname(page), path))
    const copied = [...text.matchAll(/\binfra\/[\w./-]*\w/g)].map(([path]) => path)
    expect([...linked, ...copied].filter((path) => !existsSync(inRoot(path)))).toEqual([])
  })

  test('names commands that there are', () => {
    const named = [...text.matchAll(/`cowherd (?:--env-file \S+ )?([a-z]+(?: [a-z]+)?)/g)]
    expect(named.map(([, words = '']) => words).filter((words) => !commandOf(words))).toEqual([])
  })

  test('names options that the command has', () => {
    const calls = [...text.matchAll(/\bcowherd (?:--env-file \S+ )?([a-z]+(?: [a-z]+)?)([^\n`|&]*)/g)]
    const unknown = calls.flatMap(([, words = '', rest = '']) => {
      const part = commandOf(words)
      const options = part === undefined ? [] : (rest.match(/--[a-z-]+/g) ?? [])
      return options.filter((option) => !part?.includes(` ${option}`)).map((option) => `${words} ${option}`)
    })
    expect(unknown).toEqual([])
  })
})

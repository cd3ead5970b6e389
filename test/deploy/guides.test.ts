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

describe.each(pages)('%s', (page) => {
  const text = readFileSync(inRoot(page), 'utf8')

  test('names files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
    const linked = links.map(([, path = '']) => join(dirname(page), path))
    const copied = [...text.matchAll(/\binfra\/[\w./-]*\w/g)].map(([path]) => path)
    expect([...linked, ...copied].filter((path) => !existsSync(inRoot(path)))).toEqual([])
  })

  test('names commands that there are', () => {
    const named = [...text.matchAll(/`cowherd (?:--env-file \S+ )?((?:setup |owner )?[a-z]+)/g)]
    expect(named.map(([, name = '']) => name).filter((name) => !commands.has(name))).toEqual([])
  })

  test('names options that the command has', () => {
    const calls = [...text.matchAll(/\bcowherd (?:--env-file \S+ )?((?:setup |owner )?[a-z]+)([^\n`|&]*)/g)]
    const unknown = calls.flatMap(([, name = '', rest = '']) => {
      const part = commands.get(name)
      const options = part === undefined ? [] : (rest.match(/--[a-z-]+/g) ?? [])
      return options.filter((option) => !part?.includes(` ${option}`)).map((option) => `${name} ${option}`)
    })
    expect(unknown).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintRules } from '../lint/lint.ts'
import { RulesError } from '../parse/error.ts'
import { parseRules } from '../parse/parse.ts'

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```/gms)].map(([, language, text]) => ({
  language,
  text: text ?? '',
}))
const yaml = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => text)

describe('what the page shows', () => {
  test('is a sound file, or a match of one, in which lint finds nothing', () => {
    expect(yaml.length).toBeGreaterThan(1)
    for (const text of yaml) {
      const file = text.includes('rules:') ? text : `rules:\n  - ${text.replaceAll('\n', '\n    ')}\n`
      expect(lintRules(parseRules(file, 'f'))).toEqual([])
    }
  })

  test('as messages is what reading says', () => {
    const shown = blocks.find(({ text }) => text.startsWith('cowherd.yaml:'))?.text.trimEnd()
    const file = `rules:
  - name: a
    match: {group: a}
  - name: b
    match: {group: b}
    members:
      external: kepe
      nested: true
    adress: b
`
    expect(() => parseRules(file, 'cowherd.yaml')).toThrow(RulesError)
    expect(() => parseRules(file, 'cowherd.yaml')).toThrow(shown)
  })
})

import { describe, expect, it } from 'vitest'
import { rulesOf } from '../testkit/settings.ts'
import { fillTemplate, type TemplateValues } from './template.ts'

/** What a rule's address yields, such as `local@domain`; without a domain where that is still to be chosen. */
function fill(written: string, values: Partial<TemplateValues> = {}) {
  const [rule] = rulesOf(`rules: [{address: ${JSON.stringify(written)}}]`).groups
  const [template] = rule && rule.action !== 'ignore' ? (rule.action.address ?? []) : []
  if (!template) throw new Error('no template')
  const { addresses, problems } = fillTemplate(template, { placeholders: {}, attributes: {}, ...values })
  const words = addresses.map(({ localPart, domain }) => `${localPart}${domain ? `@${domain}` : ''}`)
  return { words, problems: problems.length, isFromName: addresses[0]?.isFromName }
}

describe('an address of a rule', () => {
  it('is what it says, and no name', () => {
    expect(fill('all')).toEqual({ words: ['all'], problems: 0, isFromName: false })
    expect(fill('@example.org').words).toEqual(['@example.org'])
  })

  it('follows from a mere name where a placeholder stands in it', () => {
    expect(fill('{slug}-x', { placeholders: { slug: 'a' } })).toMatchObject({
      words: ['a-x'],
      isFromName: true,
    })
  })

  it.each([
    ['a name that is not there', '{slug}', {}],
    ['an empty name', '{slug}', { placeholders: { slug: '' } }],
    ['an attribute that is not there', 'x-{attributes.a.b}', { attributes: { a: {} } }],
    ['an empty attribute', '{attributes.a}', { attributes: { a: '' } }],
    ['an attribute that is null', 'all@{attributes.a}', { attributes: { a: null } }],
    ['an empty list', '{attributes.a}', { attributes: { a: [] } }],
  ])('is left out for %s', (_, written, values) => {
    expect(fill(written, values)).toMatchObject({ words: [], problems: 0 })
  })

  it.each([
    ['a text', ['A.b'], ['a.b'], 0],
    ['a number', [42], ['42'], 0],
    ['several', ['a', 'b@Bücher.test'], ['a', 'b@xn--bcher-kva.test'], 0],
    ['something else', [{ x: 1 }, 'a'], ['a'], 1],
    ['no address', ['a b', '.a', 'a@b@c'], [], 3],
  ])('is an attribute alone: %s', (_, value, words, problems) => {
    expect(fill('{attributes.a}', { attributes: { a: value } })).toMatchObject({ words, problems })
  })

  it('is every way to put several values together, up to a hundred', () => {
    const lists = { a: ['x', 'y'], b: ['1', '2'], d: ['one.test', 'no domain'] }
    expect(fill('{attributes.a}-{attributes.b}', { attributes: lists }).words).toEqual([
      ...['x-1', 'x-2', 'y-1', 'y-2'],
    ])
    expect(fill('{attributes.a}@{attributes.d}', { attributes: lists })).toMatchObject({
      words: ['x@one.test', 'y@one.test'],
      problems: 2,
    })
    const many = Array.from({ length: 40 }, (_, index) => `a${index}`)
    expect(fill('{attributes.m}-{attributes.m}', { attributes: { m: many } }).words).toHaveLength(100)
  })

  it('names no domain in an attribute that stands before one', () => {
    expect(fill('{attributes.a}@example.org', { attributes: { a: 'x@y.test' } }).problems).toBe(1)
  })
})

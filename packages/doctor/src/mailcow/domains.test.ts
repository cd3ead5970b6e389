import { emptyRules, parseRules } from '@cowherd/rules'
import { describe, expect, test } from 'vitest'
import { judgeDomains, namedDomains } from './domains.ts'

const domain = (name: string, parts: { active?: boolean; aliasesLeft?: number } = {}) => ({
  ...{ name, active: true, relay: false, aliasesLeft: 100, ...parts },
})
const judge = (names: readonly string[], ...domains: ReturnType<typeof domain>[]) =>
  judgeDomains(names, { domains, aliasDomains: [{ name: 'alias.test', target: 'example.org' }] })

describe('the domains', () => {
  test('that are served, active and have room are all right, alias domains too', () => {
    expect(judge(['example.org', 'alias.test'], domain('example.org')).state).toBe('ok')
  })

  test('that Mailcow does not serve are a problem, each named', () => {
    const verdict = judge(['example.org', 'a.test', 'b.test'], domain('example.org'))
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: 'Mailcow does not serve a.test. Mailcow does not serve b.test.',
      fix: expect.stringContaining('COWHERD_DOMAIN'),
    })
  })

  test('that are not active are a problem', () => {
    const verdict = judge(['example.org'], domain('example.org', { active: false }))
    expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('Activate it') })
  })

  test.each([0, -3])('without room (%i left) are a problem, and the limit is the fix', (aliasesLeft) => {
    const verdict = judge(['example.org'], domain('example.org', { aliasesLeft }))
    expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('possible aliases') })
  })

  test('with little room are a warning, which gives way to a problem', () => {
    const few = domain('example.org', { aliasesLeft: 9 })
    expect(judge(['example.org'], few)).toMatchObject({
      state: 'warning',
      reason: expect.stringContaining('9 more'),
    })
    expect(judge(['example.org', 'a.test'], few).reason).toBe('Mailcow does not serve a.test.')
  })
})

test('all domains that settings and rules name are looked at, and no other', () => {
  const rules = parseRules(
    `rules:
  - match: {group: a}
    domain: [one.test, example.org]
  - match: {group: b}
    address: ["x@two.test", "y@{parent}.test", "z"]
  - match: {group: c}
    ignore: true
`,
    'cowherd.yaml',
  )
  expect(namedDomains('example.org', rules)).toEqual(['example.org', 'one.test', 'two.test'])
  expect(namedDomains('example.org', emptyRules)).toEqual(['example.org'])
})

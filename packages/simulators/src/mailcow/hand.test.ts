import { beforeEach, describe, expect, test } from 'vitest'
import { createMailcowSimulator, type MailcowSimulator } from './simulator.ts'

let now = new Date(2026, 0, 2, 3, 4, 5)
let simulator: MailcowSimulator

beforeEach(() => {
  now = new Date(2026, 0, 2, 3, 4, 5)
  simulator = createMailcowSimulator({ clock: () => now })
  simulator.addDomain({ domain: 'example.org' })
  for (const name of ['alice', 'bob']) simulator.addMailbox({ address: `${name}@example.org` })
})

function add(address: string, goto: string | string[] = 'alice@example.org'): number {
  return simulator.addAlias({ address, goto })
}

function gotos(): Record<string, string> {
  return Object.fromEntries(simulator.aliases().map((alias) => [alias.address, alias.goto]))
}

describe('aliases', () => {
  test('an alias made by hand is on, visible and may send; ids leave room for the rows of mailboxes', () => {
    expect(add('team@example.org', ['alice@example.org', 'bob@example.org'])).toBe(3)
    expect(simulator.aliases()).toEqual([
      {
        id: 3,
        address: 'team@example.org',
        goto: 'alice@example.org,bob@example.org',
        domain: 'example.org',
        active: 1,
        internal: 0,
        senderAllowed: 1,
        sogoVisible: 1,
        publicComment: null,
        privateComment: null,
        created: '2026-01-02 03:04:05',
        modified: null,
      },
    ])
  })

  test('a hand edit changes what it names, and the time of change', () => {
    const id = add('team@example.org')
    now = new Date(2026, 0, 2, 3, 5, 0)
    simulator.editAlias(id, { goto: ['bob@example.org'], active: false, privateComment: 'by hand' })
    expect(simulator.aliases()[0]).toMatchObject({
      id,
      address: 'team@example.org',
      goto: 'bob@example.org',
      active: 0,
      senderAllowed: 1,
      privateComment: 'by hand',
      modified: '2026-01-02 03:05:00',
    })
  })

  test('a removed alias is gone and its id stays used', () => {
    const id = add('team@example.org')
    simulator.removeAlias(id)
    expect(simulator.aliases()).toEqual([])
    expect(add('team@example.org')).toBe(id + 1)
  })

  test('what the server would refuse throws with its code', () => {
    const id = add('team@example.org')
    expect(() => add('TEAM@example.org')).toThrow('is_alias_or_mailbox')
    expect(() => add('x@example.org', 'no-address')).toThrow('goto_invalid')
    expect(() => add('loop@example.org', 'loop@example.org')).toThrow('its own goto')
    expect(() => simulator.editAlias(id + 1, { active: false })).toThrow('alias_invalid')
    expect(() => simulator.removeAlias(id + 1)).toThrow('access_denied')
  })

  test('a row overwritten to its own goto is hidden, and visible again after the next overwrite', () => {
    const id = add('team@example.org')
    simulator.overwriteAlias(id, { goto: 'TEAM@example.org' })
    expect(simulator.aliases()).toEqual([])
    simulator.overwriteAlias(id, { goto: 'alice@example.org' })
    expect(gotos()).toEqual({ 'team@example.org': 'alice@example.org' })
  })

  test('a snapshot does not follow later changes', () => {
    const id = add('team@example.org')
    const before = simulator.aliases()
    simulator.editAlias(id, { goto: 'bob@example.org' })
    expect(before[0]?.goto).toBe('alice@example.org')
  })

  test('a snapshot is ordered by id across domains and renames', () => {
    simulator.addDomain({ domain: 'a.test' })
    const ids = [add('one@example.org'), add('two@a.test'), add('three@example.org')]
    simulator.editAlias(ids[0] ?? 0, { address: 'one@a.test' })
    expect(simulator.aliases().map((alias) => alias.id)).toEqual(ids)
  })
})

describe('mailboxes', () => {
  test('a removed mailbox leaves every goto list, and aliases with no other member go with it', () => {
    add('only@example.org')
    add('both@example.org', ['alice@example.org', 'bob@example.org'])
    add('other@example.org', 'bob@example.org')
    simulator.removeMailbox('Alice@example.org')
    expect(gotos()).toEqual({ 'both@example.org': 'bob@example.org', 'other@example.org': 'bob@example.org' })
  })

  test('a member that only contains the address of the removed mailbox stays', () => {
    add('near@example.org', ['malice@example.org', 'alice@example.org.test'])
    simulator.removeMailbox('alice@example.org')
    expect(gotos()).toEqual({ 'near@example.org': 'malice@example.org,alice@example.org.test' })
  })

  test('a member in other case stays among others when its mailbox is removed', () => {
    add('case@example.org', ['ALICE@example.org', 'bob@example.org'])
    simulator.removeMailbox('alice@example.org')
    expect(gotos()).toEqual({ 'case@example.org': 'ALICE@example.org,bob@example.org' })
  })

  test('the address of a removed mailbox is free for an alias', () => {
    expect(() => add('alice@example.org', 'bob@example.org')).toThrow('is_alias_or_mailbox')
    simulator.removeMailbox('alice@example.org')
    add('alice@example.org', 'bob@example.org')
    expect(gotos()).toEqual({ 'alice@example.org': 'bob@example.org' })
  })

  test('switching a mailbox off changes no alias', () => {
    add('team@example.org')
    const before = simulator.aliases()
    now = new Date(2026, 0, 3)
    simulator.setMailboxActive('alice@example.org', 0)
    expect(simulator.aliases()).toEqual(before)
  })

  test('a mailbox needs its domain and a free address', () => {
    add('team@example.org')
    expect(() => simulator.addMailbox({ address: 'x@unknown.test' })).toThrow('no domain')
    expect(() => simulator.addMailbox({ address: 'team@example.org' })).toThrow('exists')
    expect(() => simulator.removeMailbox('x@example.org')).toThrow('no mailbox')
  })
})

describe('domains', () => {
  test('a removed domain takes its aliases along, and aliases elsewhere that point into it stay', () => {
    simulator.addDomain({ domain: 'old.test' })
    add('a@old.test')
    add('b@example.org', 'a@old.test')
    simulator.removeDomain('old.test')
    expect(gotos()).toEqual({ 'b@example.org': 'a@old.test' })
  })

  test('a domain with mailboxes is not removed', () => {
    expect(() => simulator.removeDomain('example.org')).toThrow('domain_not_empty')
    add('team@example.org')
    expect(simulator.aliases()).toHaveLength(1)
  })

  test('aliases in an alias domain are hidden once the target domain is removed', () => {
    simulator.addDomain({ domain: 'target.test' })
    simulator.addAliasDomain({ aliasDomain: 'alias.test', targetDomain: 'target.test' })
    add('a@alias.test')
    expect(gotos()).toEqual({ 'a@alias.test': 'alice@example.org' })
    simulator.removeDomain('target.test')
    expect(gotos()).toEqual({})
  })

  test('the limit counts aliases in alias domains and not mailboxes', () => {
    simulator.addDomain({ domain: 'small.test', aliasLimit: 2 })
    simulator.addMailbox({ address: 'm@small.test' })
    simulator.addAliasDomain({ aliasDomain: 'alias.test', targetDomain: 'small.test' })
    add('a@alias.test')
    add('b@small.test')
    expect(() => add('c@small.test')).toThrow('max_alias_exceeded')
    expect(() => add('c@alias.test')).toThrow('max_alias_exceeded')
  })

  test('an address that a mailbox has through an alias domain is taken', () => {
    simulator.addAliasDomain({ aliasDomain: 'alias.test', targetDomain: 'example.org' })
    expect(() => add('alice@alias.test', 'bob@example.org')).toThrow('is_alias_or_mailbox')
  })

  test('a domain is not added twice, nor under a name that is none', () => {
    expect(() => simulator.addDomain({ domain: 'EXAMPLE.org' })).toThrow('exists')
    expect(() => simulator.addDomain({ domain: 'not a name' })).toThrow('no domain name')
  })

  test('an alias may be added in an inactive domain', () => {
    simulator.setDomainActive('example.org', false)
    add('team@example.org')
    expect(simulator.aliases()).toHaveLength(1)
  })
})

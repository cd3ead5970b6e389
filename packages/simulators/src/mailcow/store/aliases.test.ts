import { beforeEach, describe, expect, test } from 'vitest'
import { ServerFailure } from '../failure.ts'
import { type AliasTable, createAliasTable } from './aliases.ts'
import { createJournal, type Journal } from './table.ts'

let journal: Journal
let table: AliasTable
let now: string

beforeEach(() => {
  journal = createJournal()
  now = 'T1'
  table = createAliasTable(journal, () => now)
})

function insert(address: string, goto = 'x@example.org') {
  const domain = address.slice(address.indexOf('@') + 1)
  const flags = { active: 1, internal: 0, senderAllowed: 0, sogoVisible: 0 }
  return table.insert({ address, goto, domain, ...flags, publicComment: null, privateComment: null })
}

describe('matching an item', () => {
  test('an id matches as a number, as text and by leading digits', () => {
    const { id } = insert('a@example.org')
    expect([id, String(id), `${id}zzz@example.org`].map((item) => table.match(item)?.id)).toEqual([
      id,
      id,
      id,
    ])
    expect([`${id}.5`, 'zzz', '', null, [], true].map((item) => table.match(item)?.id)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      id,
    ])
  })

  test('an address matches in any case', () => {
    const { id } = insert('Team@example.org')
    expect(table.match('tEAM@EXAMPLE.org')?.id).toBe(id)
  })

  test('of two matches the lower id wins', () => {
    insert('a@example.org')
    const second = insert('1st@example.org')
    expect(table.match(second.address)?.id).toBe(1)
  })

  test('a row whose address is its goto in any case matches nothing', () => {
    const { id } = insert('self@example.org', 'SELF@example.org')
    expect([table.match(id), table.match('self@example.org')]).toEqual([undefined, undefined])
  })
})

describe('writing', () => {
  test('a change moves the time of change, the same values do not', () => {
    const { id } = insert('a@example.org')
    now = 'T2'
    table.update(id, { goto: 'x@example.org' })
    expect(table.get(id)?.modified).toBeNull()
    table.update(id, { goto: 'y@example.org' })
    expect(table.get(id)).toMatchObject({ created: 'T1', modified: 'T2' })
  })

  test('a rename frees the old address and moves the row to the new domain', () => {
    const { id } = insert('a@example.org')
    table.update(id, { address: 'b@other.test', domain: 'other.test' })
    expect(table.byAddress('a@example.org')).toBeUndefined()
    expect(table.byAddress('b@other.test')?.id).toBe(id)
    expect([table.countOf('example.org'), table.countOf('other.test')]).toEqual([0, 1])
  })

  test('an overlong text and a flag out of range fail and write nothing', () => {
    const { id } = insert('a@example.org')
    expect(() => table.update(id, { goto: 'x'.repeat(65_536) })).toThrow(ServerFailure)
    expect(() => table.update(id, { privateComment: 'ü'.repeat(32_768) })).toThrow(ServerFailure)
    expect(() => table.update(id, { active: 128 })).toThrow(ServerFailure)
    expect(table.get(id)).toMatchObject({ goto: 'x@example.org', privateComment: null, active: 1 })
    table.update(id, { goto: 'x'.repeat(65_535), active: -128 })
    expect(table.get(id)?.active).toBe(-128)
  })

  test('a rollback restores addresses and the next id', () => {
    const { id } = insert('a@example.org')
    journal.rollback(() => {
      table.remove(id)
      insert('a@example.org')
    })
    expect(table.byAddress('a@example.org')?.id).toBe(id)
    expect(insert('b@example.org').id).toBe(id + 1)
  })
})

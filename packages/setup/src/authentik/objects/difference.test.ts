import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf, differingFields } from './difference.ts'
import { headersExpression, secretIn } from './expressions.ts'
import { setupNames } from './names.ts'
import type { FieldRecord, ObjectKey, PresentObject, WantedObject } from './object.ts'
import { wantedSetup } from './wanted.ts'

const ids = new Map<ObjectKey, string>([
  ['group', 'g-1'],
  ['transport', 't-1'],
])
const resolve = (key: ObjectKey) => ids.get(key)
const object = (fields: FieldRecord, ifPresent?: FieldRecord): WantedObject => ({
  ...{ key: 'rule', kind: 'rule', name: 'r', fields },
  ...(ifPresent && { ifPresent }),
})
const present = (fields: object): PresentObject => ({ id: 'r-1', fields: { ...fields } })

describe('what differs', () => {
  it('is told by field, with lists in any order and records by their own keys', () => {
    const wanted = object({
      a: 1,
      list: [{ ref: 'group' }, { ref: 'transport' }],
      record: { x: { y: true } },
    })
    const right = { a: 1, list: ['t-1', 'g-1'], record: { x: { y: true, more: 1 }, z: 0 }, other: 1 }
    expect(differingFields(wanted, present(right), resolve)).toEqual([])
    expect(differingFields(wanted, present({ ...right, a: '1' }), resolve)).toEqual(['a'])
    expect(differingFields(wanted, present({ ...right, list: ['t-1', 'g-1', 'g-2'] }), resolve)).toEqual([
      'list',
    ])
    expect(differingFields(wanted, present({ ...right, record: { x: {} } }), resolve)).toEqual(['record'])
    expect(differingFields(wanted, present({}), resolve)).toEqual(['a', 'list', 'record'])
  })

  it('counts a reference to what is not there as different', () => {
    expect(differingFields(object({ role: { ref: 'role' } }), present({ role: undefined }), resolve)).toEqual(
      ['role'],
    )
  })

  it('leaves out what the server’s version does not have', () => {
    const wanted = object({}, { parents: [] })
    expect(differingFields(wanted, present({}), resolve)).toEqual([])
    expect(differingFields(wanted, present({ parents: ['g-2'] }), resolve)).toEqual(['parents'])
  })

  it('is not the end of a line or of a text', () => {
    const wanted = object({ expression: 'a\nb' })
    expect(differingFields(wanted, present({ expression: 'a\r\nb\n' }), resolve)).toEqual([])
    expect(differingFields(wanted, present({ expression: 'a\n b' }), resolve)).toEqual(['expression'])
  })
})

describe('what is sent', () => {
  it('has ids for references and keeps what else stands in a record', () => {
    const fields: FieldRecord = { list: [{ ref: 'group' }], record: { x: { y: true } }, none: null }
    expect(bodyOf(fields, present({ record: { x: { more: 1 }, z: 0 } }), resolve)).toEqual({
      ...{ list: ['g-1'], record: { x: { more: 1, y: true }, z: 0 }, none: null },
    })
    expect(bodyOf({ list: [{ ref: 'role' }] }, undefined, resolve)).toBeUndefined()
  })

  it('is never different afterwards, whatever was there', () => {
    const { objects } = wantedSetup({
      owner: 'a',
      webhookUrl: 'http://x.test',
      webhookSecret: 's'.repeat(16),
    })
    const known = (key: ObjectKey) => `id of ${key}`
    fc.assert(
      fc.property(
        fc.constantFrom(...objects),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (wanted, before) => {
          const fields = { ...wanted.fields, ...wanted.ifPresent }
          const sent = bodyOf(fields, present(before), known)
          expect(differingFields(wanted, present({ ...before, ...sent }), known)).toEqual([])
        },
      ),
    )
  })
})

describe('a secret in a mapping', () => {
  it('comes out as it went in, whatever it is, or is refused', () => {
    fc.assert(
      fc.property(fc.string(), (secret) => {
        const allowed = /^[\x21-\x7e]+$/.test(secret) && !/["\\]/.test(secret)
        if (allowed) expect(secretIn(headersExpression(secret))).toBe(secret)
        else expect(() => headersExpression(secret)).toThrow(RangeError)
      }),
    )
  })

  it('is not looked for in a mapping that somebody wrote otherwise', () => {
    expect(secretIn('return {"Authorization": "Bearer abc", "X": "y"}')).toBeUndefined()
    expect(secretIn('')).toBeUndefined()
  })
})

describe('names', () => {
  it('hold the owner and differ from each other and from those of any other owner', () => {
    const all = (owner: string) =>
      wantedSetup({ owner, webhookUrl: 'http://x.test', webhookSecret: 's'.repeat(16) }).objects.map(
        ({ kind, name }) => `${kind} ${name}`,
      )
    expect(new Set(all('main')).size).toBe(all('main').length)
    expect(all('main').filter((name) => all('main2').includes(name))).toEqual([])
    for (const name of all('main')) expect(name).toContain('cowherd-main')
  })

  it.each(['', 'Main', 'a b', 'a'.repeat(33), 'ä'])('refuse "%s" as owner', (owner) => {
    expect(() => setupNames(owner)).toThrow(RangeError)
  })
})

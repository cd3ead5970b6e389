import { describe, expect, it } from 'vitest'
import { attributeAt, globTest, isRecord, nameTest, passesTest } from './pattern.ts'

describe('a test of names', () => {
  it('is none without patterns, and passes nothing where they are an empty list', () => {
    expect(globTest([])).toBeUndefined()
    expect(nameTest(undefined)).toBeUndefined()
    expect(nameTest([])?.('a')).toBe(false)
  })

  it('passes a name that one glob or one regular expression matches', () => {
    const test = nameTest([
      { kind: 'glob', glob: 'team-*' },
      { kind: 'regex', source: '^A\\d$', flags: 'i' },
    ])
    expect(['team-a', 'a1', 'A2', 'a', 'xa1', 'my-team-a'].map((name) => test?.(name))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ])
  })

  it.each([
    ['*', 'a/b'],
    ['*', '.hidden'],
  ])('takes slashes and dots for characters like any other: %s matches %s', (glob, name) => {
    expect(globTest([glob])?.(name)).toBe(true)
  })
})

describe('the value of an attribute', () => {
  it.each([
    [{ a: { b: 1 } }, 1],
    [{ 'a.b': 2 }, 2],
    [{ a: { b: 1 }, 'a.b': 2 }, 1],
    [{ a: { c: 1 } }, undefined],
    [{ a: 'text' }, undefined],
    [{ a: ['b'] }, undefined],
    [{ a: null }, undefined],
    [{ a: { b: null }, 'a.b': 2 }, undefined],
    [{ 'a.b': null }, null],
  ])('of %j at a.b is %j', (attributes, value) => {
    expect(attributeAt(attributes, ['a', 'b'])).toBe(value)
  })

  it('is never one that every object has', () => {
    expect(attributeAt({ a: {} }, ['a', 'constructor'])).toBeUndefined()
    expect(attributeAt({}, ['constructor'])).toBeUndefined()
  })
})

describe('attributes', () => {
  const path = ['a']

  it('that are null, written flat, do not exist', () => {
    expect(passesTest({ 'a.b': null }, { path: ['a', 'b'], exists: false })).toBe(true)
  })

  it.each([
    [{ a: 1 }, true],
    [{ a: false }, true],
    [{ a: '' }, true],
    [{ a: null }, false],
    [{}, false],
  ])('%j: it exists: %s', (attributes, exists) => {
    expect(passesTest(attributes, { path, exists: true })).toBe(exists)
    expect(passesTest(attributes, { path, exists: false })).toBe(!exists)
  })

  it.each([
    ['x', ['x'], true],
    ['x', ['y', 'x'], true],
    ['y', ['x'], false],
    [7, ['7'], true],
    [true, ['true'], true],
    [false, ['true'], false],
    [['y', 'x'], ['x'], true],
    [['y', 7, true], ['7'], true],
    [[], ['x'], false],
    [null, ['null'], false],
    [undefined, ['undefined'], false],
    [{}, ['[object Object]'], false],
    [[null], ['null'], false],
    [[['x']], ['x'], false],
  ])('%j is one of %j: %s', (value, values, passes) => {
    expect(passesTest({ a: value }, { path, values })).toBe(passes)
  })
})

it.each([
  [{}, true],
  [[], false],
  [null, false],
  ['x', false],
  [undefined, false],
])('%j is a mapping: %s', (value, is) => {
  expect(isRecord(value)).toBe(is)
})

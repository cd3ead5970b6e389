import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileOf } from '../testkit/file.ts'
import { rulesJsonSchema } from './json-schema.ts'

const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
  rulesJsonSchema(),
)

test('an editor accepts every sound file', () => {
  fc.assert(
    fc.property(fileOf, (file) => {
      expect(accepts(file) || accepts.errors).toBe(true)
    }),
  )
})

describe('an editor marks', () => {
  test.each([
    ['rules: [{adress: x}]'],
    ['rules: [{policy: all}]'],
    ['rules: [{kind: users}]'],
    ['rules: [{kind: user}]'],
    ['rules: [{kind: user, address: x, members: {}}]'],
    ['rules: [{ignore: true, address: x}]'],
    ['rules: [{match: {user: x}}]'],
    ['rules: [{match: {group: []}}]'],
    ['rules: [{match: []}]'],
    ['rules: [{match: {attributes: {a: {exist: true}}}}]'],
    ['rules: [{members: {external: no}}]'],
    ['rules: [x]'],
    ['rules: {}'],
    ['rule: []'],
    ['{}'],
  ])('%s', (text) => {
    expect(accepts(parse(text))).toBe(false)
  })
})

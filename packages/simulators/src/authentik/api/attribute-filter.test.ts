import { describe, expect, it } from 'vitest'
import { Refusal } from './answer.ts'
import { parseAttributeFilter } from './attribute-filter.ts'

const ATTRIBUTES = { mail: { alias: 'Sales@lab.example', list: [1, 2] }, note: null }

describe('the attribute filter', () => {
  it.each([
    [{ mail__alias: 'Sales@lab.example' }, true],
    [{ mail__alias: 'sales@lab.example' }, false],
    [{ mail__alias__iexact: 'sales@lab.example' }, true],
    [{ mail__alias__startswith: 'Sales@' }, true],
    [{ mail__alias__icontains: 'LAB' }, true],
    [{ mail__alias__contains: 'LAB' }, false],
    [{ mail__list: [1, 2] }, true],
    [{ mail: { alias: 'Sales@lab.example' } }, false],
    [{ mail__alias__isnull: false }, true],
    [{ mail__other__isnull: false }, false],
    [{ mail__other__isnull: true }, true],
    [{ mail__alias__endswith: '.example', missing: 1 }, false],
    [{}, true],
  ])('%j holds: %s', (filter, holds) => {
    expect(parseAttributeFilter(JSON.stringify(filter))(ATTRIBUTES)).toBe(holds)
  })

  it.each([
    ['notjson', 'filter: failed to parse JSON'],
    ['[1]', 'filter: value must be key:value mapping'],
  ])('%s is refused with a list of messages', (text, message) => {
    expect(() => parseAttributeFilter(text)).toThrow(Refusal)
    try {
      parseAttributeFilter(text)
    } catch (error) {
      expect(error).toMatchObject({ status: 400, body: [message] })
    }
  })
})

import { expect, it } from 'vitest'
import { printPython } from './python.ts'

it('prints what Python prints', () => {
  expect(printPython({ a: null, b: true, c: [1, 'x'], d: {} })).toBe(
    "{'a': None, 'b': True, 'c': [1, 'x'], 'd': {}}",
  )
  expect(printPython("it's")).toBe('"it\'s"')
  expect(printPython(`"it's"`)).toBe(`'"it\\'s"'`)
  expect(printPython('a\\b\nc')).toBe("'a\\\\b\\nc'")
})

import { expect, test } from 'vitest'
import { readable } from './readable.ts'

test('line breaks and control characters cannot forge a log line', () => {
  expect(readable('bad\r\n\u001b[31mline\t')).toBe('bad [31mline')
})

test('long text is cut, and no character in two', () => {
  expect(readable('x'.repeat(500))).toBe(`${'x'.repeat(199)}…`)
  expect(readable(`${'x'.repeat(198)}${'😀'.repeat(9)}`).isWellFormed()).toBe(true)
})

test('a secret is masked before the text is cut through it', () => {
  const text = readable(`${'x'.repeat(192)} F00D-CAFE-4711`, ['F00D-CAFE-4711'])
  expect(text).toBe(`${'x'.repeat(192)} ***`)
})

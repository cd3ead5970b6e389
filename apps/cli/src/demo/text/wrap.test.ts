import { describe, expect, it } from 'vitest'
import { wrap } from './wrap.ts'

describe('wrap', () => {
  it('breaks between words and keeps every word', () => {
    const text = 'one two three four five six'
    const lines = wrap(text, '> ', '  ', 12).split('\n')
    expect(lines).toEqual(['> one two', '  three four', '  five six'])
    expect(lines.every((line) => line.length <= 12)).toBe(true)
  })

  it('leaves a word that is too long in one piece', () => {
    expect(wrap('a incomprehensibilities b', '', '', 5).split('\n')).toEqual([
      'a',
      'incomprehensibilities',
      'b',
    ])
  })
})

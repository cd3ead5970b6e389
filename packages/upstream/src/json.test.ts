import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { UpstreamError } from './error.ts'
import { parseAnswer } from './json.ts'

const schema = v.object({ results: v.array(v.object({ pk: v.string(), n: v.number() })) })

function parse(text: string) {
  return parseAnswer('source', 'list of groups', { status: 200, text, date: undefined }, schema)
}

function failure(text: string): UpstreamError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof UpstreamError) return error
  }
  throw new Error('it was accepted')
}

describe('parseAnswer', () => {
  it('gives the parts of the shape and leaves the rest', () => {
    expect(parse('{"results":[{"pk":"a","n":1,"more":true}],"x":1}')).toEqual({
      results: [{ pk: 'a', n: 1 }],
    })
  })

  it.each(['', '  \n'])('refuses the empty body %j', (text) => {
    expect(failure(text)).toMatchObject({ code: 'bad-answer', status: 200 })
    expect(failure(text).message).toBe(
      `Authentik's answer to "list of groups" is empty (status 200). Look at Authentik's own log and at any proxy before it, then run again.`,
    )
  })

  it('refuses what is not JSON without quoting it', () => {
    expect(failure('secret {').message).toBe(
      `Authentik's answer to "list of groups" is not JSON (status 200). Look at Authentik's own log and at any proxy before it, then run again.`,
    )
    expect(failure('secret {').cause).toBeUndefined()
  })

  it('names the places that do not fit, not their values', () => {
    const { message } = failure('{"results":[{"pk":"a","n":1},{"pk":4711,"n":"geheim"}]}')
    expect(message).toContain('has an unknown shape at results.1.pk, results.1.n (status 200)')
    expect(message).not.toMatch(/4711|geheim/)
  })

  it('names the top level', () => {
    expect(failure('"text"').message).toContain('(top level)')
    expect(failure('null').message).toContain('(top level)')
  })

  it('names a few places of many', () => {
    const results = Array.from({ length: 100 }, () => ({ pk: 1, n: 1 }))
    expect(failure(JSON.stringify({ results })).message).toMatch(
      /at results\.0\.pk, (results\.\d\.pk, ){4}… \(/,
    )
  })
})

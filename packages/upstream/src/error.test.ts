import { describe, expect, it } from 'vitest'
import { UpstreamError, type UpstreamErrorCode } from './error.ts'

const make = (code: UpstreamErrorCode) => new UpstreamError('source', code, 'message')

describe('UpstreamError', () => {
  it.each(['unreachable', 'server-error', 'not-whole'] as const)('%s may pass by itself', (code) => {
    expect(make(code)).toMatchObject({ retryable: true, final: false })
  })

  it.each(['misconfigured', 'bad-token', 'no-permission', 'address-not-allowed', 'read-only-key'] as const)(
    '%s ends all requests to the side',
    (code) => {
      expect(make(code)).toMatchObject({ retryable: false, final: true })
    },
  )

  it.each(['bad-answer', 'rejected', 'outcome-unknown'] as const)(
    '%s is neither repeated nor the end of everything',
    (code) => {
      expect(make(code)).toMatchObject({ retryable: false, final: false })
    },
  )

  it('is an Error with a name, and a cause only where there is one', () => {
    expect(make('rejected')).toMatchObject({ name: 'UpstreamError', status: undefined })
    expect('cause' in make('rejected')).toBe(false)
    expect(new UpstreamError('target', 'rejected', 'm', { status: 400, cause: 'c' })).toMatchObject({
      side: 'target',
      status: 400,
      cause: 'c',
    })
  })
})

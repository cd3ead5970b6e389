import { UpstreamError, type UpstreamErrorCode } from '@cowherd/upstream'
import { expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'

const errorOf = (side: 'source' | 'target', code: UpstreamErrorCode) => new UpstreamError(side, code, code)
const away = errorOf('target', 'unreachable')

function open(random = 0.5) {
  const clock = { ms: 1_000_000 }
  return {
    clock,
    breaker: createBreaker(
      () => clock.ms,
      () => random,
    ),
  }
}

it('pauses double up to five minutes, and begin anew for the other side and after a success', () => {
  const { breaker } = open()
  const pauses = Array.from({ length: 9 }, () => breaker.failed(away))
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000))
  expect(breaker.failed(errorOf('source', 'server-error'))).toBe(5_000)
  breaker.succeeded()
  expect(breaker.failed(away)).toBe(5_000)
})

it('pauses grow while both sides are away, whichever is missed first', () => {
  const { breaker } = open()
  const pauses = Array.from({ length: 4 }, () =>
    [away, errorOf('source', 'unreachable')].map((error) => breaker.failed(error)),
  )
  expect(pauses).toEqual([5, 10, 20, 40].map((seconds) => [seconds * 1000, seconds * 1000]))
})

it('pauses are spread', () => {
  expect(open(0).breaker.failed(away)).toBe(3_750)
  expect(open(1).breaker.failed(away)).toBe(6_250)
})

it('a server that is away blocks nothing, and is open until a run succeeds', () => {
  const { breaker } = open()
  expect([breaker.open, breaker.succeeded()]).toEqual([false, false])
  breaker.failed(away)
  expect([breaker.open, breaker.blockedMs()]).toEqual([true, 0])
  expect([breaker.succeeded(), breaker.open]).toEqual([true, false])
})

it.each(['bad-token', 'address-not-allowed', 'read-only-key', 'no-permission', 'misconfigured'] as const)(
  'ten refusals within ten minutes are impossible: %s is left alone for two and a half',
  (code) => {
    const { breaker, clock } = open()
    expect(breaker.failed(errorOf('target', code))).toBe(150_000)
    clock.ms += 149_998.5
    expect(breaker.blockedMs()).toBe(2)
    clock.ms += 1.5
    expect(breaker.blockedMs()).toBe(0)
  },
)

it('a source that refuses the token, which bans nobody for that, is asked again as one that is away', () => {
  const { breaker } = open()
  expect(breaker.failed(errorOf('source', 'no-permission'))).toBeLessThan(10_000)
  expect([breaker.open, breaker.blockedMs()]).toEqual([true, 0])
})

it('a success ends a refusal, too', () => {
  const { breaker } = open()
  breaker.failed(errorOf('target', 'bad-token'))
  breaker.succeeded()
  expect(breaker.blockedMs()).toBe(0)
})

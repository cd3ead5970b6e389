import { describe, expect, test } from 'vitest'
import { judgeSchedules } from './schedules.ts'
import { minuteMs, nowMs, signsOf } from './service.testkit.ts'
import { judgeLastSweep } from './sweep.ts'
import { judgeSecret, judgeWebhooks } from './webhooks.ts'

describe('the service', () => {
  test('that is not there is a warning, and starting it is the fix', () => {
    const verdict = judgeSchedules(undefined, nowMs)
    expect(verdict).toMatchObject({ state: 'warning', fix: expect.stringContaining('cowherd serve') })
  })

  test('with its schedules is all right', () => {
    expect(judgeSchedules(signsOf(), nowMs).state).toBe('ok')
  })

  test('without one of its schedules is a problem that names it', () => {
    const schedules = signsOf().schedules.filter(({ name }) => name === 'sweep')
    const verdict = judgeSchedules(signsOf({ schedules }), nowMs)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('nightly') })
    expect(verdict.fix).toContain('Restart the service')
  })

  test('whose sweep is overdue has no worker', () => {
    const schedules = signsOf().schedules.map((one) => ({ ...one, nextAt: nowMs - 5 * minuteMs }))
    const verdict = judgeSchedules(signsOf({ schedules }), nowMs)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('Overdue') })
  })

  test('that lets events wait for minutes is a problem, and its log is the fix', () => {
    const verdict = judgeSchedules(signsOf({ inbox: 7, oldestMs: 10 * minuteMs }), nowMs)
    expect(verdict).toMatchObject({ state: 'problem', reason: '7 scopes wait, the oldest for 10 min.' })
    expect(verdict.fix).toContain('log')
    expect(judgeSchedules(signsOf({ inbox: 7, oldestMs: 1_000 }), nowMs).state).toBe('ok')
  })
})

describe('the last sweep', () => {
  const every = 15 * minuteMs
  const swept = (agoMinutes: number, failed = 0) =>
    judgeLastSweep(
      signsOf({ lastSweep: { at: nowMs - agoMinutes * minuteMs, nightly: false, failed } }),
      nowMs,
      every,
    )

  test('is told with its age', () => {
    expect(swept(12)).toEqual({ state: 'ok', reason: 'The last one ended 12 min ago.', fix: null })
  })

  test('that is older than two of its intervals is a problem, and sweeping now is the fix', () => {
    expect(swept(41)).toMatchObject({ state: 'problem', fix: expect.stringContaining('cowherd sweep') })
  })

  test('that left changes undone is a warning', () => {
    expect(swept(12, 3)).toMatchObject({ state: 'warning', fix: expect.stringContaining('cowherd plan') })
  })

  test('that never was is a warning; without a service nothing is said', () => {
    expect(judgeLastSweep(signsOf({ lastSweep: null }), nowMs, every).state).toBe('warning')
    expect(judgeLastSweep(undefined, nowMs, every).state).toBe('skipped')
  })
})

describe('webhooks', () => {
  const judge = (parts: Parameters<typeof signsOf>[0], eventLog = true) =>
    judgeWebhooks(signsOf(parts), nowMs, eventLog)

  test('need a secret', () => {
    for (const none of [undefined, []]) {
      expect(judgeSecret(none)).toMatchObject({
        state: 'problem',
        fix: expect.stringContaining('openssl rand'),
      })
    }
    expect(judgeSecret(['a']).state).toBe('ok')
    expect(judgeSecret(['a', 'b']).reason).toContain('being replaced')
  })

  test('that come are all right, however long ago the last one came', () => {
    expect(judge({ webhookAt: nowMs - 5_000 * minuteMs }).state).toBe('ok')
  })

  test('that miss what the event log tells are a warning, then a problem, and the test is the fix', () => {
    const fix = expect.stringContaining('--admin-token-file')
    expect(judge({ unheardSince: nowMs - minuteMs }).state).toBe('ok')
    expect(judge({ unheardSince: nowMs - 5 * minuteMs })).toMatchObject({ state: 'warning', fix })
    expect(judge({ unheardSince: nowMs - 11 * minuteMs })).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('for 11 min'),
      fix,
    })
  })

  test('that never came because nothing changed are not complained of', () => {
    expect(judge({ webhookAt: null }).state).toBe('skipped')
    expect(judge({ webhookAt: null }, false).reason).toContain('COWHERD_EVENT_LOG')
    expect(judgeWebhooks(undefined, nowMs, true).state).toBe('skipped')
  })
})

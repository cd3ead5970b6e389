import { describe, expect, test } from 'vitest'
import { type Hearing, openCanary } from './canary.testkit.ts'
import { runCanary } from './canary.ts'
import { judgeCanary } from './judge.ts'

async function run(hearing: Hearing, eventLog = true) {
  const kit = await openCanary(hearing)
  const options = { ...kit.waiting, owner: 'main', eventLog, limitMs: 60_000 }
  const before = kit.authentik.events().length
  const canary = await runCanary(kit.api, kit.service, options)
  return { ...kit, canary, events: kit.authentik.events().slice(before) }
}

describe('a canary change', () => {
  test('touches Cowherd’s own group alone, once, and keeps what else stands in its attributes', async () => {
    const { group, events, watched } = await run({ webhookMs: 900, eventLogMs: 300 })
    expect(events).toMatchObject([{ action: 'model_updated', context: { model: { name: 'cowherd-main' } } }])
    expect(group()?.attributes).toEqual({ cowherd: { enabled: false, canary: expect.any(String) } })
    expect(watched()?.group).toBe(group()?.id)
  })

  test('tells after how long each ear heard of it', async () => {
    const { canary } = await run({ webhookMs: 900, eventLogMs: 300 })
    expect(canary).toEqual({ kind: 'made', webhookMs: 900, eventLogMs: 300 })
    expect(judgeCanary(canary, true)).toMatchObject({
      state: 'ok',
      reason: 'Heard by webhook after 0.9 s, in the event log after 0.3 s.',
    })
  })

  test('that no webhook brings is a problem, though the event log tells of it', async () => {
    const { canary } = await run({ eventLogMs: 300 })
    const verdict = judgeCanary(canary, true)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('by no webhook') })
    expect(verdict.fix).toMatch(/cowherd setup authentik --dry-run.*worker/)
  })

  test('that nobody hears is a problem', async () => {
    expect(judgeCanary((await run({})).canary, true)).toMatchObject({
      state: 'problem',
      reason: 'Heard by neither webhook nor event log.',
    })
  })

  test('that the event log does not tell is a problem, unless nobody reads it', async () => {
    const { canary } = await run({ webhookMs: 900 })
    expect(judgeCanary(canary, true)).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('view_event'),
    })
    const without = await run({ webhookMs: 900 }, false)
    expect(judgeCanary(without.canary, false).state).toBe('ok')
    expect(without.waiting.nowMs() - (without.watched()?.from ?? 0)).toBeLessThan(2_000)
  })

  test('that comes late is a warning', async () => {
    const { canary } = await run({ webhookMs: 46_000, eventLogMs: 300 })
    expect(judgeCanary(canary, true)).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('worker'),
    })
  })

  test('is not made where no service could hear of it', async () => {
    const { canary, events } = await run({ running: false })
    expect(canary).toEqual({ kind: 'impossible', why: 'no-service' })
    expect(events).toEqual([])
    expect(judgeCanary(canary, true)).toMatchObject({
      state: 'skipped',
      fix: expect.stringContaining('cowherd serve'),
    })
  })
})

test('Cowherd’s own token may not make it, which is told and not a problem', async () => {
  const { readerApi, service, waiting } = await openCanary()
  const options = { ...waiting, owner: 'main', eventLog: true, limitMs: 60_000 }
  const canary = await runCanary(readerApi, service, options)
  expect(canary).toEqual({ kind: 'impossible', why: 'no-right' })
  expect(judgeCanary(canary, true)).toMatchObject({
    state: 'skipped',
    fix: expect.stringContaining('--admin-token-file'),
  })
})

test('a group that is gone is a problem, and setup is the fix', async () => {
  const { api, service, waiting } = await openCanary()
  const options = { ...waiting, owner: 'nobody', eventLog: true, limitMs: 60_000 }
  const verdict = judgeCanary(await runCanary(api, service, options), true)
  expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('cowherd setup authentik') })
  expect(judgeCanary(undefined, true).state).toBe('skipped')
})

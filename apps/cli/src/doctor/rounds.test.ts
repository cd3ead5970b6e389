import { expect, onTestFinished, test } from 'vitest'
import { openRounds } from './rounds.testkit.ts'

async function makeRound(kit: ReturnType<typeof openRounds>) {
  const rounds = await kit.round()
  onTestFinished(() => rounds.close())
  return rounds
}

test('each check is a metric, and what is wrong is in the log with its fix', async () => {
  const kit = openRounds()
  kit.mailcow.setDomainActive('example.org', false)
  await makeRound(kit)
  const text = await kit.text()
  expect(text).toContain('cowherd_doctor_check{check="authentik-groups"} 0')
  expect(text).toContain('cowherd_doctor_check{check="domains"} 2')
  expect(text).toContain('cowherd_doctor_check{check="mailcow-certificate"} -1')
  expect(kit.lines.filter((line) => line.includes('Mail domains'))).toEqual([
    expect.stringMatching(/^error Mail domains: The domain example\.org is not active.*Activate it/),
  ])
})

test('a first sweep that is still under way is no line of the log', async () => {
  const kit = openRounds()
  await makeRound(kit)
  expect(await kit.text()).toContain('cowherd_doctor_check{check="last-sweep"} 1')
  expect(kit.lines.filter((line) => line.includes('Last sweep'))).toEqual([])
})

test('nothing is written on either side', async () => {
  const kit = openRounds()
  await makeRound(kit)
  const all = [...kit.authentik.requests, ...kit.mailcow.requests]
  expect(all.length).toBeGreaterThan(0)
  expect(all.length).toBeLessThan(20)
  expect(all.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('the canary of a token that may only read changes nothing, and says that it is not possible', async () => {
  const kit = openRounds()
  kit.authentik.addGroup({ name: 'cowherd-main' })
  const rounds = await makeRound(kit)
  const events = kit.authentik.events().length
  await rounds.canary()
  expect(kit.authentik.events().length).toBe(events)
  expect(await kit.text()).toMatch(/^cowherd_canary_possible 0$/m)
  expect(kit.lines.filter((line) => /^(warn|error) .*anary/.test(line))).toEqual([])
})

test('the canary of a token that may change the group tells how soon each ear heard', async () => {
  const kit = openRounds('administrator')
  kit.authentik.addGroup({ name: 'cowherd-main' })
  const rounds = await makeRound(kit)
  await rounds.canary()
  const text = await kit.text()
  expect(text).toMatch(/^cowherd_canary_possible 1$/m)
  expect(text).toMatch(/^cowherd_canary_heard\{ear="webhook"\} 1$/m)
  expect(text).toMatch(/^cowherd_canary_heard\{ear="event-log"\} 1$/m)
  expect(text).toMatch(/^cowherd_canary_seconds\{ear="webhook"\} 0?\.?\d+/m)
  expect(kit.lines).toContainEqual(expect.stringMatching(/^info Canary change: Heard by webhook/))
})

test('a canary while Authentik is away is told and throws nothing', async () => {
  const kit = openRounds('administrator')
  const rounds = await makeRound(kit)
  kit.authentik.faults.add({ kind: 'html-500', times: Number.POSITIVE_INFINITY })
  await rounds.canary()
  expect(kit.lines).toContainEqual(expect.stringMatching(/^warn No canary change: Authentik/))
})

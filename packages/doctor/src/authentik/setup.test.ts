import {
  applySteps,
  carryOutSetup,
  createSetupApi,
  planRemoval,
  planSetup,
  type SetupStep,
} from '@cowherd/setup'
import { createAuthentikSimulator } from '@cowherd/simulators'
import { describe, expect, test } from 'vitest'
import { judgeSetup } from './setup.ts'

const secret = 'secret-of-the-tests-0123456789'
const expectation = { owner: 'main', acceptedSecrets: [secret] }

async function openSetUp(version: '2025.6' | '2026.8') {
  const authentik = createAuthentikSimulator({ version })
  const apiWith = (token: string) =>
    createSetupApi({
      ...{ baseUrl: 'http://auth.test', token, fetch: authentik.fetch, timeoutMs: 1000, patienceMs: 50 },
    })
  const api = apiWith(authentik.adminToken)
  const webhookUrl = 'http://cowherd.test/webhooks/authentik'
  const setUp = async () => {
    const wishes = { owner: 'main', webhookUrl, acceptedSecrets: [secret], createSecret: () => secret }
    const plan = await planSetup(api, { ...wishes, rotateSecret: false, rotateToken: false })
    await carryOutSetup(api, plan)
  }
  await setUp()

  /** The first object of a list, as the administrator sees it. */
  async function find(path: string, name: string): Promise<string> {
    const { body } = await api.get(path, { page_size: 100 })
    const { results } = body as { results: { pk: string; name?: string; policy_obj?: { name: string } }[] }
    const found = results.find((one) => one.name === name || one.policy_obj?.name === name)
    if (!found) throw new Error(`no ${name}`)
    return `${path}${found.pk}/`
  }
  return { authentik, api, setUp, find, readerApi: apiWith(authentik.token) }
}

describe.each(['2025.6', '2026.8'] as const)('the set-up of Authentik %s', (version) => {
  test('is whole after cowherd setup', async () => {
    const { api } = await openSetUp(version)
    expect(await judgeSetup(api, expectation)).toMatchObject({ state: 'ok' })
  })

  test.each([
    ['rule', '/events/rules/', 'cowherd-main-rule'],
    ['mapping', '/propertymappings/notification/', 'cowherd-main-body'],
    ['policy', '/policies/event_matcher/', 'cowherd-main-user-deleted'],
  ])('without its %s is a problem that names it, and setup repairs it', async (kind, path, name) => {
    const { api, find } = await openSetUp(version)
    await api.send('DELETE', await find(path, name))
    const verdict = await judgeSetup(api, expectation)
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining(`${kind} ${name} is missing`),
      fix: expect.stringContaining('cowherd setup authentik'),
    })
  })

  test('without any one of its objects is a problem, which setup repairs', async () => {
    const { api, setUp } = await openSetUp(version)
    const { steps } = await planRemoval(api, 'main')
    expect(steps.length).toBe(20)
    for (const step of steps) {
      // Ids change when an object is made again.
      const { present, steps: now } = await planRemoval(api, 'main')
      const same = now.find((one) => one.action === 'delete' && one.object.key === keyOf(step))
      await applySteps(api, same ? [same] : [], present)
      const verdict = await judgeSetup(api, expectation)
      expect([keyOf(step), verdict.state]).toEqual([keyOf(step), 'problem'])
      await setUp()
      expect([keyOf(step), (await judgeSetup(api, expectation)).state]).toEqual([keyOf(step), 'ok'])
    }
  })

  test('that was changed by hand is a problem that names the field', async () => {
    const { api, find } = await openSetUp(version)
    await api.send('PATCH', await find('/events/transports/', 'cowherd-main-webhook'), { send_once: false })
    const verdict = await judgeSetup(api, expectation)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('(send_once)') })
  })

  test('that sends a secret which is not accepted is a problem, told without the secret', async () => {
    const { api } = await openSetUp(version)
    const other = 'another-secret-0123456789'
    const verdict = await judgeSetup(api, { owner: 'main', acceptedSecrets: [other] })
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('cowherd-main-headers'),
    })
    expect(JSON.stringify(verdict)).not.toMatch(new RegExp(`${secret}|${other}`))
  })

  test('with somebody else in its group is a problem', async () => {
    const { authentik, api } = await openSetUp(version)
    const group = authentik.groups().find(({ name }) => name === 'cowherd-main')
    authentik.addMember(String(group?.id), authentik.addUser({ username: 'eve', email: '' }))
    const verdict = await judgeSetup(api, expectation)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('foreign member') })
  })
})

test('of an installation that was never set up is a problem that says how', async () => {
  const { api } = await openSetUp('2026.8')
  const verdict = await judgeSetup(api, { owner: 'other', acceptedSecrets: [] })
  expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('--webhook-url') })
})

test('is skipped without an administrator, with the option that takes the token', async () => {
  expect(await judgeSetup(undefined, expectation)).toMatchObject({
    state: 'skipped',
    fix: expect.stringContaining('--admin-token-file'),
  })
})

test('cannot be judged with a token that is no administrator’s', async () => {
  const { readerApi } = await openSetUp('2026.8')
  await expect(judgeSetup(readerApi, expectation)).rejects.toMatchObject({ code: 'no-permission' })
})

function keyOf(step: SetupStep): string {
  return 'object' in step ? step.object.key : step.action
}

import {
  applySteps,
  carryOutSetup,
  createSetupApi,
  inspectSetup,
  planRemoval,
  planSetup,
  type SetupApi,
  wantedSetup,
} from '@cowherd/setup'
import { describe, expect, it } from 'vitest'
import { type Client, PREFIX, type Target } from '../client.ts'

/** Its objects bear the contract's prefix, so that those of a run that broke off are removed. */
const owner = PREFIX.replace(/^cowherd-/, '').concat('setup')
/** Nobody listens there: what webhooks are sent meanwhile go nowhere. */
const webhookUrl = 'http://127.0.0.1:9/webhooks/authentik'
const webhookSecret = 'secret-of-the-contract-0123456789'

const wanted = wantedSetup({ owner, webhookUrl, webhookSecret })

const request = {
  owner,
  webhookUrl,
  acceptedSecrets: [webhookSecret],
  rotateSecret: false,
  rotateToken: false,
  createSecret: () => webhookSecret,
}

/** What `cowherd setup authentik` relies on. Makes its objects and takes them away again. */
export function setupGuarantees(getTarget: () => Target, getClient: () => Client): void {
  const open = (): SetupApi => {
    const { url, token } = getTarget()
    return createSetupApi({ baseUrl: url, token, fetch, timeoutMs: 30_000, patienceMs: 30_000 })
  }

  const setUp = async (api: SetupApi) => carryOutSetup(api, await planSetup(api, request))

  async function remove(api: SetupApi): Promise<void> {
    const { steps, present } = await planRemoval(api, owner)
    await applySteps(api, steps, present)
  }

  const states = async (api: SetupApi) =>
    (await inspectSetup(api, wanted)).flatMap(({ key, state }) =>
      state === 'right' ? [] : [`${key} ${state}`],
    )

  describe('a setup', () => {
    it('is right once it is made, and made again it writes nothing', async () => {
      const api = open()
      await remove(api)
      const first = await setUp(api)
      expect(await states(api)).toEqual([])
      expect((await planSetup(api, request)).steps).toEqual([])
      expect(await setUp(api)).toEqual(first)
    })

    it('has a token that sees everything and changes nothing', async () => {
      const { AK_TOKEN } = await setUp(open())
      const headers = { Authorization: `Bearer ${AK_TOKEN}` }
      const status = async (method: string, path: string, body?: object) =>
        (await getClient().request(method, path, body, headers)).status
      expect(await status('GET', `core/groups/?search=${PREFIX}no-such-group`)).toBe(200)
      expect(await status('GET', 'core/users/?page_size=1')).toBe(200)
      expect(await status('GET', 'events/events/?page_size=1')).toBe(200)
      expect(await status('POST', 'core/groups/', { name: `${PREFIX}not-allowed` })).toBe(403)
      expect(await status('GET', 'events/transports/')).toBe(403)
    })

    it('is repaired where any of its objects was deleted', async () => {
      const api = open()
      for (const { key } of wanted.objects) {
        await setUp(api)
        const { steps, present } = await planRemoval(api, owner)
        await applySteps(
          api,
          steps.filter((step) => step.action === 'delete' && step.object.key === key),
          present,
        )
        expect(await states(api)).toContain(`${key} missing`)
        await setUp(api)
        expect(await states(api)).toEqual([])
      }
    })

    it('is repaired where its objects were changed', async () => {
      const api = open()
      await setUp(api)
      const { present } = await planSetup(api, request)
      const id = (key: Parameters<typeof present.objects.get>[0]) => present.objects.get(key)?.id
      await api.send('PATCH', `/events/transports/${id('transport')}/`, { send_once: false })
      await api.send('PATCH', `/events/rules/${id('rule')}/`, { destination_group: null })
      await api.send('PATCH', `/core/users/${id('account')}/`, { is_active: false })
      // without the user it goes to whoever sends this
      await api.send('PATCH', `/core/tokens/${id('token')}/`, { description: 'changed' })
      await api.send('PATCH', `/policies/event_matcher/${id('group-updated')}/`, { action: 'login' })
      const role = `/rbac/permissions/assigned_by_roles/${id('role')}`
      await api.send('PATCH', `${role}/unassign/`, { permissions: ['authentik_core.view_user'] })
      await api.send('POST', `${role}/assign/`, { permissions: ['authentik_core.add_group'] })
      expect(await states(api)).toEqual([
        'role lacks-permission',
        'role excess-permission',
        'account changed',
        'token changed',
        'transport changed',
        'rule changed',
        'group-updated changed',
      ])
      await setUp(api)
      expect(await states(api)).toEqual([])
    })

    it('is taken away whole', async () => {
      const api = open()
      await setUp(api)
      await remove(api)
      const left = (await inspectSetup(api, wanted)).filter(({ state }) => state !== 'missing')
      expect(left).toEqual([])
      expect((await planRemoval(api, owner)).steps).toEqual([])
    })
  })
}

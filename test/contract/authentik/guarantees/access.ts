import { describe, expect, it } from 'vitest'
import { type Client, type GroupBody, PREFIX } from '../client.ts'

const FORBIDDEN = [403, { detail: 'You do not have permission to perform this action.' }]

/** What whom is refused, and how it shows. */
export function accessGuarantees(getClient: () => Client): void {
  describe('access', () => {
    it('is refused with 403, and the text tells why', async () => {
      const client = getClient()
      const detail = async (headers: Record<string, string>) => {
        const { status, body } = await client.request('GET', 'core/groups/', undefined, headers)
        return [status, (body as { detail: string }).detail]
      }
      const missing = 'Authentication credentials were not provided.'
      expect(await detail({})).toEqual([403, missing])
      expect(await detail({ Authorization: 'Bearer' })).toEqual([403, missing])
      expect(await detail({ Authorization: 'Bearer wrong' })).toEqual([403, 'Token invalid/expired'])
      expect(await detail({ Authorization: 'Basic YTpi' })).toEqual([403, 'Unsupported authentication type'])
    })

    it('without any permission is refused everywhere but to oneself', async () => {
      const client = getClient()
      const { headers } = await addAccount(client, 'stranger')
      const answer = async (path: string) => {
        const { status, body } = await client.request('GET', path, undefined, headers)
        return [status, body]
      }
      for (const path of ['core/groups/', 'core/groups/?name=nobody', 'core/users/', 'events/events/']) {
        expect([path, ...(await answer(path))]).toEqual([path, ...FORBIDDEN])
      }
      expect((await answer('core/users/me/'))[0]).toBe(200)
    })

    it('to one group gives a short list, 404 for another, and 403 for a search that finds nothing visible', async () => {
      const client = getClient()
      const { headers, role } = await addAccount(client, 'half-blind')
      const seen = await client.addGroup('visible')
      const hidden = await client.addGroup('hidden')
      await client.request('POST', `rbac/permissions/assigned_by_roles/${role}/assign/`, {
        permissions: ['authentik_core.view_group'],
        model: 'authentik_core.group',
        object_pk: seen.pk,
      })
      const get = (path: string) => client.request('GET', path, undefined, headers)
      const list = await get('core/groups/?page_size=100')
      expect((list.body as { results: GroupBody[] }).results.map((group) => group.pk)).toEqual([seen.pk])
      expect((await get(`core/groups/${hidden.pk}/`)).status).toBe(404)
      expect((await get('core/groups/?name=nobody-has-this-name-7d1e')).status).toBe(200)
      const search = await get('core/groups/?search=nobody-has-this-name-7d1e')
      expect([search.status, search.body]).toEqual(FORBIDDEN)
    })
  })
}

/** Makes a service account with an API token and a role that has no permission yet. */
async function addAccount(client: Client, name: string) {
  const post = async (path: string, body: object) => (await client.request('POST', path, body)).body
  const account = { name: PREFIX + name, create_group: false, expiring: false }
  const { user_pk: user } = (await post('core/users/service_account/', account)) as { user_pk: number }
  const { pk: role } = (await post('rbac/roles/', { name: PREFIX + name })) as { pk: string }
  await client.addGroup(`${name}-role`, { users: [user], roles: [role] })
  const identifier = `${PREFIX}${name}-api`
  await post('core/tokens/', { identifier, intent: 'api', user, expiring: false })
  const { body } = await client.request('GET', `core/tokens/${identifier}/view_key/`)
  const headers = { Authorization: `Bearer ${(body as { key: string }).key}` }
  return { headers, role }
}

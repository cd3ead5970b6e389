import { describe, expect, it } from 'vitest'
import type { Client, GroupBody } from '../client.ts'

/** Who is in a group, and what a group says of its members. */
export function membershipGuarantees(getClient: () => Client): void {
  describe('members', () => {
    it('that are inactive stay, marked as such', async () => {
      const client = getClient()
      const user = await client.addUser('inactive', { email: 'Inactive@Example.org' })
      const { pk } = await client.addGroup('with-inactive', { users: [user.pk] })
      await client.request('PATCH', `core/users/${user.pk}/`, { is_active: false })
      const group = await client.getGroup(pk)
      expect(group.users).toEqual([user.pk])
      expect(group.users_obj).toMatchObject([
        { pk: user.pk, is_active: false, email: 'Inactive@Example.org' },
      ])
    })

    it('are numbers only where include_users is not true', async () => {
      const client = getClient()
      const user = await client.addUser('numbered')
      const { pk } = await client.addGroup('numbered', { users: [user.pk] })
      for (const value of ['false', '0']) {
        const group = await client.getGroup(pk, `?include_users=${value}`)
        expect([group.users, group.users_obj]).toEqual([[user.pk], null])
      }
    })

    it('of a child are not listed in its parent', async () => {
      const client = getClient()
      const user = await client.addUser('grandchild')
      const parent = await client.addGroup('nest-parent')
      const nesting = parent.parents ? { parents: [parent.pk] } : { parent: parent.pk }
      await client.addGroup('nest-child', { users: [user.pk], ...nesting })
      expect((await client.getGroup(parent.pk)).users).toEqual([])
    })

    it('may share an address, and may have none', async () => {
      const client = getClient()
      const users = [
        await client.addUser('shared-1', { email: 'shared@example.org' }),
        await client.addUser('shared-2', { email: 'shared@example.org' }),
        await client.addUser('without', { email: '' }),
      ]
      const group = await client.addGroup('shared', { users: users.map((user) => user.pk) })
      const addresses = group.users_obj?.map((user) => user.email).sort()
      expect(addresses).toEqual(['', 'shared@example.org', 'shared@example.org'])
    })

    it('are added and removed with 204, also where nothing changes, and an unknown one with 404', async () => {
      const client = getClient()
      const user = await client.addUser('moving')
      const { pk } = await client.addGroup('moving')
      const send = async (action: string, body: object) =>
        (await client.request('POST', `core/groups/${pk}/${action}/`, body)).status
      const member = { pk: user.pk }
      expect([await send('add_user', member), await send('add_user', member)]).toEqual([204, 204])
      expect((await client.getGroup(pk)).users).toEqual([user.pk])
      expect([await send('remove_user', member), await send('remove_user', member)]).toEqual([204, 204])
      expect((await client.getGroup(pk)).users).toEqual([])
      expect(await send('add_user', { pk: 99_999_999 })).toBe(404)
    })

    it('are all lost by a PUT without users', async () => {
      const client = getClient()
      const user = await client.addUser('lost')
      const { pk, name } = await client.addGroup('put', { users: [user.pk] })
      await client.request('PUT', `core/groups/${pk}/`, { name })
      expect((await client.getGroup(pk)).users).toEqual([])
    })

    it('that are deleted leave their groups', async () => {
      const client = getClient()
      const user = await client.addUser('deleted')
      const { pk } = await client.addGroup('of-deleted', { users: [user.pk] })
      await client.request('DELETE', `core/users/${user.pk}/`)
      expect((await client.getGroup(pk)).users).toEqual([])
      expect((await client.request('GET', `core/users/${user.pk}/`)).status).toBe(404)
    })

    it('lead to their groups', async () => {
      const client = getClient()
      const user = await client.addUser('searched')
      const { pk } = await client.addGroup('of-searched', { users: [user.pk] })
      const found = await client.list<GroupBody>(`core/groups/?members_by_pk=${user.pk}&include_users=false`)
      expect(found.results.map((group) => group.pk)).toEqual([pk])
      const unknown = await client.request('GET', 'core/groups/?members_by_pk=99999999')
      expect(unknown.status).toBe(400)
    })
  })
}

import { describe, expect, it } from 'vitest'
import { type Client, type GroupBody, PREFIX } from '../client.ts'

/** How groups are found, named and nested. */
export function groupGuarantees(getClient: () => Client): void {
  describe('groups', () => {
    it('are found by pk with and without dashes', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('by-pk')
      expect((await client.getGroup(pk)).pk).toBe(pk)
      expect((await client.getGroup(pk.replaceAll('-', ''))).pk).toBe(pk)
    })

    it('that are unknown are told apart from a malformed pk', async () => {
      const client = getClient()
      const unknown = await client.request('GET', 'core/groups/11111111-1111-4111-8111-111111111111/')
      const malformed = await client.request('GET', 'core/groups/not-a-uuid/')
      expect([unknown.status, unknown.body]).toEqual([404, { detail: 'No Group matches the given query.' }])
      expect([malformed.status, malformed.body]).toEqual([404, { detail: 'Not found.' }])
    })

    it('are found by exact name and by search in any case', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('Mixed-Case')
      const find = async (query: string) =>
        (await client.list<GroupBody>(`core/groups/?${query}`)).results.map((group) => group.pk)
      expect(await find(`name=${PREFIX}Mixed-Case`)).toEqual([pk])
      expect(await find(`name=${PREFIX}mixed-case`)).toEqual([])
      expect(await find(`search=${PREFIX}mixed-case`)).toEqual([pk])
    })

    it('are found by a path into their attributes', async () => {
      const client = getClient()
      const alias = 'contract-alias@example.org'
      const { pk } = await client.addGroup('attributes', { attributes: { mail: { alias } } })
      const filter = encodeURIComponent(JSON.stringify({ mail__alias: alias }))
      const found = await client.list<GroupBody>(`core/groups/?attributes=${filter}`)
      expect(found.results.map((group) => group.pk)).toEqual([pk])
      const broken = await client.request('GET', 'core/groups/?attributes=notjson')
      expect([broken.status, broken.body]).toEqual([400, ['filter: failed to parse JSON']])
    })

    it('do not share a name, but may differ by case only', async () => {
      const client = getClient()
      await client.addGroup('twin')
      await client.addGroup('Twin')
      const again = await client.request('POST', 'core/groups/', { name: `${PREFIX}twin` })
      expect([again.status, again.body]).toEqual([400, { name: ['This field must be unique.'] }])
    })

    it('name their parent, and lose it when it is deleted', async () => {
      const client = getClient()
      const parent = await client.addGroup('parent')
      const child = await client.addGroup('child', inside(parent, parent.pk))
      expect(parentsOf(child)).toEqual([parent.pk])
      await client.request('DELETE', `core/groups/${parent.pk}/`)
      expect((await client.request('GET', `core/groups/${parent.pk}/`)).status).toBe(404)
      expect(parentsOf(await client.getGroup(child.pk))).toEqual([])
    })

    it('may be nested in a cycle, but not in themselves', async () => {
      const client = getClient()
      const upper = await client.addGroup('cycle-upper')
      const lower = await client.addGroup('cycle-lower', inside(upper, upper.pk))
      const path = `core/groups/${upper.pk}/`
      expect((await client.request('PATCH', path, inside(upper, upper.pk))).status).toBe(400)
      expect((await client.request('PATCH', path, inside(upper, lower.pk))).status).toBe(200)
    })

    it('get their whole attributes replaced by a PATCH', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('replace', { attributes: { a: 1, b: 2 } })
      await client.request('PATCH', `core/groups/${pk}/`, { attributes: { c: 3 } })
      expect((await client.getGroup(pk)).attributes).toEqual({ c: 3 })
    })

    it('have no path without the last slash, and the answer is HTML', async () => {
      const { status, headers } = await getClient().request('GET', 'core/groups?page_size=1')
      expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    })
  })
}

/** The field that nests a group: `parents` where the server has it, otherwise `parent`. */
function inside(sample: GroupBody, parent: string): object {
  return sample.parents ? { parents: [parent] } : { parent }
}

function parentsOf(group: GroupBody): readonly string[] {
  return group.parents ?? (group.parent ? [group.parent] : [])
}

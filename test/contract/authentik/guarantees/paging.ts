import { describe, expect, it } from 'vitest'
import type { Client, GroupBody } from '../client.ts'

/** How lists are cut into pages. */
export function pagingGuarantees(getClient: () => Client): void {
  describe('paging', () => {
    it('visits every group once in the order of pk, with the count of all on each page and next 0 at the end', async () => {
      const client = getClient()
      const made = []
      for (const name of ['page-c', 'page-a', 'page-d', 'page-b', 'page-e'])
        made.push(await client.addGroup(name))
      const groups = await client.walkGroups('ordering=pk&page_size=2')
      const pks = groups.map((group) => group.pk)
      const { pagination } = await client.list<GroupBody>('core/groups/?ordering=pk&page_size=2')
      expect(new Set(pks).size).toBe(pks.length)
      expect(pks).toHaveLength(pagination.count)
      expect(pks).toEqual([...pks].sort())
      expect(pks).toEqual(expect.arrayContaining(made.map((group) => group.pk)))
    })

    it('answers 404 for a page out of range', async () => {
      const { status, body } = await getClient().request('GET', 'core/groups/?page_size=2&page=99999')
      expect([status, body]).toEqual([404, { detail: 'Invalid page.' }])
    })

    it('takes a page size of 0 or a text for the default', async () => {
      const client = getClient()
      const usual = await client.list<GroupBody>('core/groups/?include_users=false')
      for (const size of ['0', 'abc']) {
        const page = await client.list<GroupBody>(`core/groups/?include_users=false&page_size=${size}`)
        expect(page.results).toHaveLength(usual.results.length)
      }
    })

    it('answers a search or a name that nothing has with an empty list', async () => {
      for (const query of ['search', 'name']) {
        const body = await getClient().list<GroupBody>(`core/groups/?${query}=nobody-has-this-name-7d1e`)
        expect([body.results, body.pagination.count, body.pagination.next]).toEqual([[], 0, 0])
      }
    })

    it('ignores an unknown parameter', async () => {
      const client = getClient()
      const all = await client.list<GroupBody>('core/groups/?page_size=1')
      const same = await client.list<GroupBody>('core/groups/?page_size=1&no_such_filter=1')
      expect(same.pagination.count).toBe(all.pagination.count)
    })
  })
}

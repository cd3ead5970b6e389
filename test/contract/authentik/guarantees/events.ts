import { describe, expect, it } from 'vitest'
import { type Client, PREFIX } from '../client.ts'

interface EventBody {
  readonly pk: string
  readonly action: string
  readonly created: string
  readonly context: {
    readonly model?: { readonly pk: string | number; readonly app: string; readonly name: string }
  }
}

const PATIENCE_MS = 5_000

/** What the event log tells of a change. */
export function eventGuarantees(getClient: () => Client): void {
  describe('the event log', () => {
    it('has a change of a group soon, with the pk without dashes and the new name', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('event-old')
      await client.request('PATCH', `core/groups/${pk}/`, { name: `${PREFIX}event-new` })
      const events = await waitForEvents(client, pk.replaceAll('-', ''), 2)
      expect(events.map(({ action, context }) => [action, context.model?.app, context.model?.name])).toEqual([
        ['model_updated', 'authentik_core', `${PREFIX}event-new`],
        ['model_created', 'authentik_core', `${PREFIX}event-old`],
      ])
    })

    it('has an event of the group for each member that comes or goes, also where nothing changes', async () => {
      const client = getClient()
      const user = await client.addUser('event-member')
      const { pk } = await client.addGroup('event-members')
      for (const action of ['add_user', 'add_user', 'remove_user']) {
        await client.request('POST', `core/groups/${pk}/${action}/`, { pk: user.pk })
      }
      const events = await waitForEvents(client, pk.replaceAll('-', ''), 4)
      expect(events.filter((event) => event.action === 'model_updated')).toHaveLength(3)
    })

    it('names no group where the groups of a user change', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('event-silent')
      const user = await client.addUser('event-user')
      await waitForEvents(client, pk.replaceAll('-', ''), 1)
      await client.request('PATCH', `core/users/${user.pk}/`, { groups: [pk] })
      await client.request('DELETE', `core/users/${user.pk}/`)
      const events = await waitForEvents(client, user.pk, 3)
      expect(events[0]?.action).toBe('model_deleted')
      expect(await eventsOf(client, pk.replaceAll('-', ''))).toHaveLength(1)
    })

    it('is filtered by action and model, newest first', async () => {
      const client = getClient()
      const { pk } = await client.addGroup('event-filter')
      await client.request('DELETE', `core/groups/${pk}/`)
      await waitForEvents(client, pk.replaceAll('-', ''), 2)
      const filter = 'actions=model_deleted&context_model_app=authentik_core&context_model_name=group'
      const { results } = await client.list<EventBody>(
        `events/events/?ordering=-created&page_size=50&${filter}`,
      )
      expect(results[0]?.context.model?.pk).toBe(pk.replaceAll('-', ''))
      expect(new Set(results.map((event) => event.action))).toEqual(new Set(['model_deleted']))
      const times = results.map((event) => event.created)
      expect(times).toEqual([...times].sort().reverse())
    })

    it('comes with the time of the server', async () => {
      const { headers } = await getClient().request('GET', 'events/events/?page_size=1')
      expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN()
    })
  })
}

/** The events about one object, newest first, once there are as many as expected. */
async function waitForEvents(client: Client, pk: string | number, count: number): Promise<EventBody[]> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const events = await eventsOf(client, pk)
    if (events.length >= count || Date.now() > end) return events
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function eventsOf(client: Client, pk: string | number): Promise<EventBody[]> {
  const { results } = await client.list<EventBody>('events/events/?ordering=-created&page_size=50')
  return results.filter((event) => event.context.model?.pk === pk)
}

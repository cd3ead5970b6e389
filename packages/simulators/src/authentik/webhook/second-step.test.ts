import { describe, expect, it } from 'vitest'
import { createReceiverFake, createSmallSimulator } from './webhook.testkit.ts'

const STEPS = { timeScale: 0.001, secondStepAfterMs: 4000 }

describe('a change of two steps', () => {
  it('of a group shows its old members when the first webhook comes, the new ones when the second does', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const readBack: { name: string | undefined; users: readonly number[] | undefined }[] = []
    const { fetch, received, url } = createReceiverFake(() => {
      const read = simulator.groups().find(({ id }) => id === group)
      readBack.push({ name: read?.name, users: read?.users })
      return 202
    })
    simulator.deliverTo(url, 'secret', { ...STEPS, fetch })
    simulator.updateGroup(group, { name: 'renamed', users })
    await simulator.webhooksSettled()
    expect(readBack).toEqual([
      { name: 'renamed', users: [users[0]] },
      { name: 'renamed', users },
    ])
    const requests = received.map(({ body }) => (body['request'] as { request_id: string }).request_id)
    expect(new Set(requests).size).toBe(1)
  })

  it('of a user shows the old groups when the first webhook comes', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const readBack: (readonly string[] | undefined)[] = []
    const { fetch, url } = createReceiverFake(() => {
      readBack.push(simulator.users().find(({ pk }) => pk === users[1])?.groups)
      return 202
    })
    simulator.deliverTo(url, 'secret', { ...STEPS, fetch })
    simulator.updateUser(users[1], { email: 'new@example.org', groups: [group] })
    await simulator.webhooksSettled()
    expect(readBack).toEqual([[], [group]])
  })

  it('is one step where it is silent, where only one step changes, and without the option', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const members = () => simulator.groups().find(({ id }) => id === group)?.users
    const { fetch, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...STEPS, fetch })
    simulator.silently(() => simulator.updateGroup(group, { name: 'x', users }))
    expect(members()).toEqual(users)
    simulator.addMember(group, users[1])
    simulator.updateGroup(group, { name: 'y' })
    simulator.deliverTo(url, 'secret', { timeScale: 0.001, fetch })
    simulator.updateGroup(group, { name: 'z', users: [] })
    expect(members()).toEqual([])
    await simulator.webhooksSettled()
  })

  it('is made also where the first webhook is lost, and at once when sending stops', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const members = () => simulator.groups().find(({ id }) => id === group)?.users
    const { fetch, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...STEPS, fetch, lostShare: 1 })
    simulator.updateGroup(group, { users })
    expect(members()).toEqual([users[0]])
    await simulator.webhooksSettled()
    expect(members()).toEqual(users)
    simulator.updateGroup(group, { users: [] })
    simulator.stopWebhooks()
    expect(members()).toEqual([])
  })

  it('leaves out a group that was deleted in between', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const { fetch, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...STEPS, fetch })
    simulator.updateGroup(group, { users })
    simulator.deleteGroup(group)
    await simulator.webhooksSettled()
    expect(simulator.users().flatMap(({ groups }) => groups)).not.toContain(group)
  })
})

import { describe, expect, it } from 'vitest'
import { createAuthentikSimulator } from './simulator.ts'

function eventsOf(simulator: ReturnType<typeof createAuthentikSimulator>, change: () => void): string[] {
  const before = simulator.events().length
  change()
  return simulator
    .events()
    .slice(before)
    .map(({ action, context }) => `${action} ${context.model?.model_name}`)
}

describe('the hand side', () => {
  it('starts with the built-in groups, akadmin and no event', () => {
    const simulator = createAuthentikSimulator()
    expect(simulator.groups().map(({ name, superuser }) => [name, superuser])).toEqual([
      ['authentik Admins', true],
      ['authentik Read-only', false],
    ])
    expect(simulator.users().map(({ username, type }) => [username, type])).toContainEqual([
      'akadmin',
      'internal',
    ])
    expect(simulator.events()).toEqual([])
  })

  it('leaves the events that the API leaves for each change of a group', () => {
    const simulator = createAuthentikSimulator()
    const [a = 0, b = 0] = ['a', 'b'].map((username) => simulator.addUser({ username, email: '' }))
    let id = ''
    const events = (change: () => void) => eventsOf(simulator, change)
    expect(events(() => simulator.addGroup({ name: 'empty' }))).toEqual(['model_created group'])
    expect(
      events(() => {
        id = simulator.addGroup({ name: 'one', users: [a] })
      }),
    ).toEqual(['model_created group', 'model_updated group'])
    expect(events(() => simulator.updateGroup(id, {}))).toEqual(['model_updated group'])
    expect(events(() => simulator.updateGroup(id, { users: [a, b] }))).toHaveLength(2)
    expect(events(() => simulator.updateGroup(id, { users: [b] }))).toHaveLength(2)
    expect(events(() => simulator.updateGroup(id, { users: [a] }))).toHaveLength(3)
    expect(events(() => simulator.addMember(id, a))).toEqual(['model_updated group'])
    expect(events(() => simulator.removeMember(id, b))).toEqual(['model_updated group'])
    expect(events(() => simulator.deleteGroup(id))).toEqual(['model_deleted group'])
  })

  it('leaves events of the user only where the groups of a user change', () => {
    const simulator = createAuthentikSimulator()
    const [first, second] = ['first', 'second'].map((name) => simulator.addGroup({ name }))
    const groups = [first ?? '']
    let pk = 0
    const events = (change: () => void) => eventsOf(simulator, change)
    expect(
      events(() => {
        pk = simulator.addUser({ username: 'u', email: 'u@example.org', groups })
      }),
    ).toEqual(['model_created user', 'model_updated user', 'model_updated user'])
    expect(events(() => simulator.updateUser(pk, { email: 'v@example.org' }))).toEqual(['model_updated user'])
    expect(events(() => simulator.updateUser(pk, { groups: [second ?? ''] }))).toEqual(
      Array(3).fill('model_updated user'),
    )
    expect(events(() => simulator.deleteUser(pk))).toEqual(['model_deleted user'])
    expect(simulator.groups().flatMap((group) => group.users)).not.toContain(pk)
  })

  it('leaves no event for a silent change, also after one that failed', () => {
    const simulator = createAuthentikSimulator()
    expect(
      eventsOf(simulator, () => simulator.silently(() => simulator.addGroup({ name: 'silent' }))),
    ).toEqual([])
    expect(() => simulator.silently(() => simulator.deleteGroup('none'))).toThrow('no simulated group none')
    expect(eventsOf(simulator, () => simulator.addGroup({ name: 'loud' }))).toHaveLength(1)
  })

  it('takes a deleted parent from its children without an event for them', () => {
    const simulator = createAuthentikSimulator()
    const parent = simulator.addGroup({ name: 'parent' })
    const child = simulator.addGroup({ name: 'child', parents: [parent] })
    expect(eventsOf(simulator, () => simulator.deleteGroup(parent))).toEqual(['model_deleted group'])
    expect(simulator.groups().find(({ id }) => id === child)?.parents).toEqual([])
  })

  it('takes several parents as 2026.8 and refuses them before', () => {
    const add = (simulator: ReturnType<typeof createAuthentikSimulator>) => {
      const parents = ['a', 'b'].map((name) => simulator.addGroup({ name }))
      return simulator.addGroup({ name: 'child', parents })
    }
    expect(() => add(createAuthentikSimulator())).toThrow('at most one parent before 2026.8')
    const simulator = createAuthentikSimulator({ version: '2026.8' })
    const child = add(simulator)
    expect(simulator.groups().find(({ id }) => id === child)?.parents).toHaveLength(2)
  })

  it('refuses what does not exist before it changes anything', () => {
    const simulator = createAuthentikSimulator()
    const before = simulator.groups()
    expect(() => simulator.addGroup({ name: 'x', users: [999] })).toThrow('no simulated user 999')
    expect(() => simulator.addGroup({ name: 'x', parents: ['nowhere'] })).toThrow(
      'no simulated group nowhere',
    )
    expect(() => simulator.addGroup({ name: 'x', id: 'not-a-uuid' })).toThrow('not a new uuid: not-a-uuid')
    expect(simulator.groups()).toEqual(before)
  })

  it('tells listeners of each event, and its clock times them without a tie', () => {
    const clock = () => new Date('2026-11-24T08:00:00Z')
    const simulator = createAuthentikSimulator({ clock })
    const heard: string[] = []
    simulator.onEvent.push((event) => heard.push(event.created))
    for (const name of ['a', 'b', 'c']) simulator.addGroup({ name })
    expect(heard).toHaveLength(3)
    expect(new Set(heard).size).toBe(3)
    expect(heard).toEqual([...heard].sort())
    expect(heard[0]).toMatch(/^2026-11-24T08:00:00\.\d{6}Z$/)
  })

  it('makes the same ids from the same seed', () => {
    const ids = (seed: number) =>
      createAuthentikSimulator({ seed })
        .groups()
        .map((group) => group.id)
    expect(ids(7)).toEqual(ids(7))
    expect(ids(7)).not.toEqual(ids(8))
  })
})

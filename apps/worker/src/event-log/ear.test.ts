import type { StoredScope } from '@cowherd/queue'
import { createVolatileValues, type LoggedEvent } from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import { describe, expect, it } from 'vitest'
import { createEventEar } from './ear.ts'

function open() {
  const rows: LoggedEvent[] = []
  const stored: StoredScope[][] = []
  const [lines, counted]: [string[], string[]] = [[], []]
  const state: { clock: number; log?: Error; store?: Error } = { clock: 1_000 }
  let asked = 0
  const ear = createEventEar(
    {
      async readPage(page) {
        asked += 1
        if (state.log) throw state.log
        const events = rows.slice((page - 1) * 50, page * 50)
        return { ids: events.map(({ id }) => id), events, more: rows.length > page * 50 }
      },
    },
    createVolatileValues(),
    {
      log: (level, message) => lines.push(`${level}: ${message}`),
      metrics: { event: (name, result) => counted.push(`${name} ${result}`), heard: () => {} },
      queue: {
        async store(scopes) {
          if (state.store) throw state.store
          stored.push([...scopes])
        },
      },
      nowMs: () => state.clock,
    },
  )
  const add = (id: string, facts: Partial<LoggedEvent> = {}) =>
    rows.unshift({ id, created: '', action: 'updated', model: { kind: 'user', id: 7 }, ...facts })
  return { ear, add, stored, lines, counted, state, asked: () => asked }
}
const denied = new UpstreamError('source', 'no-permission', 'it lacks view_event')

describe('the ear on the event log', () => {
  it('stores what is new as scopes of ids, oldest first', async () => {
    const { ear, add, stored, counted } = open()
    expect(await ear.listen()).toBe(false)
    add('a', { model: { kind: 'group', id: 'g' }, action: 'deleted' })
    add('b')
    expect(await ear.listen()).toBe(true)
    expect(stored).toEqual([
      [
        { scope: { kind: 'group', id: 'g' }, ear: 'event-log', eventId: 'a', at: 1_000, deleted: true },
        { scope: { kind: 'user', id: 7 }, ear: 'event-log', eventId: 'b', at: 1_000 },
      ],
    ])
    expect(counted).toEqual(['event-log stored', 'event-log stored'])
    expect(await ear.listen()).toBe(false)
  })

  it('asks for everything where it missed some', async () => {
    const { ear, add, stored } = open()
    add('old')
    await ear.listen()
    for (let row = 0; row < 500; row += 1) add(`new ${row}`)
    expect(await ear.listen()).toBe(true)
    expect(stored).toEqual([[{ scope: { kind: 'all' }, ear: 'event-log', at: 1_000 }]])
  })

  it('takes as heard only what is stored', async () => {
    const { ear, add, stored, state } = open()
    await ear.listen()
    add('a')
    state.store = new Error('the store is away')
    expect(await ear.listen()).toBe(false)
    delete state.store
    expect(await ear.listen()).toBe(true)
    expect(stored).toHaveLength(1)
  })

  it('is off without the permission, says so once, and finds out when it is granted', async () => {
    const { ear, add, lines, state, asked, stored } = open()
    state.log = denied
    for (let minute = 0; minute < 30; minute += 1) {
      expect(await ear.listen()).toBe(false)
      state.clock += 60_000
    }
    expect(asked()).toBe(3)
    expect(lines).toEqual(['warn: The event log is not read: it lacks view_event'])
    delete state.log
    await ear.listen()
    add('a')
    expect(await ear.listen()).toBe(true)
    expect(stored).toHaveLength(1)
    state.log = denied
    await ear.listen()
    expect(lines).toHaveLength(2)
  })

  it('says once that the log cannot be read at the moment, until it can', async () => {
    const { ear, lines, state, counted } = open()
    state.log = new UpstreamError('source', 'unreachable', 'Authentik is away')
    await ear.listen()
    await ear.listen()
    expect(lines).toEqual(['warn: The event log cannot be read at the moment: Authentik is away'])
    expect(counted).toEqual(['event-log failed', 'event-log failed'])
    delete state.log
    await ear.listen()
    state.log = new Error('away again')
    await ear.listen()
    expect(lines).toHaveLength(2)
  })
})

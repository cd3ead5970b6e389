import { createVolatileValues, type EventLog, type LoggedEvent } from '@cowherd/reconcile'
import { describe, expect, it } from 'vitest'
import { createEventLogReader } from './poll.ts'

const pageSize = 50

/** A log whose rows are newest first. */
function openLog(count = 0) {
  const rows: LoggedEvent[] = []
  const asked: number[] = []
  const add = (id: string) =>
    rows.unshift({ id, created: '', action: 'updated', model: { kind: 'user', id: rows.length } })
  for (let row = 1; row <= count; row += 1) add(`old ${row}`)
  const log: EventLog = {
    async readPage(page) {
      asked.push(page)
      const from = (page - 1) * pageSize
      const events = rows.slice(from, from + pageSize)
      return {
        ids: events.map(({ id }) => id),
        events: events.filter(({ id }) => !id.startsWith('other')),
        more: rows.length > from + pageSize,
      }
    },
  }
  const values = createVolatileValues()
  return { rows, asked, add, log, values, reader: createEventLogReader(log, values) }
}

async function heard(reader: ReturnType<typeof createEventLogReader>) {
  const poll = await reader.look()
  await reader.seen(poll)
  return poll.gap ? 'gap' : poll.events.map(({ id }) => id)
}

describe('a look into the event log', () => {
  it('only remembers where the log stands at first', async () => {
    const { reader, add } = openLog(200)
    expect(await heard(reader)).toEqual([])
    expect(await heard(reader)).toEqual([])
    add('a')
    add('b')
    expect(await heard(reader)).toEqual(['a', 'b'])
    expect(await heard(reader)).toEqual([])
  })

  it('hears the first entries of an empty log', async () => {
    const { reader, add } = openLog()
    expect(await heard(reader)).toEqual([])
    add('a')
    expect(await heard(reader)).toEqual(['a'])
  })

  it('asks for one page at rest', async () => {
    const { reader, asked } = openLog(200)
    await heard(reader)
    await heard(reader)
    expect(asked).toEqual([1, 1])
  })

  it('hears rows that appear behind later ones', async () => {
    const { reader, rows, add } = openLog(60)
    await heard(reader)
    add('later')
    expect(await heard(reader)).toEqual(['later'])
    rows.splice(3, 0, { id: 'late row', created: '', action: 'created', model: { kind: 'group', id: 'x' } })
    expect(await heard(reader)).toEqual(['late row'])
  })

  it('walks back over several pages, each entry once though pages move on meanwhile', async () => {
    const { reader, add, log, values } = openLog(60)
    await heard(reader)
    for (let row = 0; row < 120; row += 1) add(`new ${row}`)
    const moving: EventLog = {
      readPage: (page) => {
        if (page === 2) add('during the walk')
        return log.readPage(page)
      },
    }
    const ids = await heard(createEventLogReader(moving, values))
    expect(ids).toEqual(Array.from({ length: 120 }, (_, row) => `new ${row}`))
    expect(await heard(reader)).toEqual(['during the walk'])
  })

  it('says so where more happened than it walks back', async () => {
    const { reader, add, asked } = openLog(60)
    await heard(reader)
    for (let row = 0; row < 1000; row += 1) add(`new ${row}`)
    asked.length = 0
    expect(await heard(reader)).toBe('gap')
    expect(asked).toHaveLength(6)
    expect(await heard(reader)).toEqual([])
  })

  it('is not led astray by entries that concern no list, however many', async () => {
    const { reader, add, asked } = openLog()
    for (let row = 0; row < 400; row += 1) add(`other ${row}`)
    expect(await heard(reader)).toEqual([])
    expect(await heard(reader)).toEqual([])
    add('a')
    for (let row = 400; row < 600; row += 1) add(`other ${row}`)
    expect(await heard(reader)).toEqual(['a'])
    asked.length = 0
    expect(await heard(reader)).toEqual([])
    expect(asked).toEqual([1])
  })

  it('hears again what was not remembered as seen', async () => {
    const { reader, add } = openLog(1)
    await heard(reader)
    add('a')
    await reader.look()
    expect(await heard(reader)).toEqual(['a'])
  })

  it('goes on where another process stopped', async () => {
    const { reader, add, log, values } = openLog(60)
    await heard(reader)
    add('a')
    expect(await heard(createEventLogReader(log, values))).toEqual(['a'])
    expect(await heard(reader)).toEqual([])
  })

  it('keeps a bounded number of ids', async () => {
    const { reader, add, values } = openLog(60)
    await heard(reader)
    for (let round = 0; round < 12; round += 1) {
      for (let row = 0; row < 100; row += 1) add(`${round} ${row}`)
      await heard(reader)
    }
    const stored = await values.getMany(['event-log/seen'])
    expect(stored.get('event-log/seen')).toMatchObject({ ids: { length: 1000 } })
  })
})

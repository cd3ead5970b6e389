import { describe, expect, it } from 'vitest'
import { createKit, EVENT, GROUP, payload, SECRET } from '../receiver.testkit.ts'

const NOW = 1_795_000_000_000

describe('a webhook with the right secret', () => {
  it('is answered with 202 once its scope is stored, and not before', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { post, events } = createKit({ store: () => promise })
    const answer = post(payload())
    await new Promise((done) => setTimeout(done, 20))
    expect(events).toEqual([])
    resolve()
    expect((await answer).status).toBe(202)
    expect(events).toMatchObject([{ outcome: 'stored' }])
  })

  it('becomes one scope with the event’s id and the time of receipt', async () => {
    const { post, stored } = createKit()
    await post(payload())
    await post(payload({ event: { action: 'model_deleted' }, model: { model_name: 'user', pk: 7 } }))
    expect(stored).toEqual([
      { scope: { kind: 'group', id: GROUP.uuid }, ear: 'webhook', eventId: EVENT, at: NOW },
      { scope: { kind: 'user', id: 7 }, ear: 'webhook', eventId: EVENT, at: NOW, deleted: true },
    ])
  })

  it.each([
    ['a rejection', async () => Promise.reject(new Error('ECONNREFUSED redis://:pa55word@queue'))],
    [
      'a throw',
      () => {
        throw new Error('ECONNREFUSED redis://:pa55word@queue')
      },
    ],
  ])('is answered with 503 where storing fails with %s; why stands in the log alone', async (_, store) => {
    const { post, lines, events } = createKit({ store })
    const response = await post(payload())
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'unavailable' })
    expect(events).toMatchObject([{ outcome: 'unstored', stored: { scope: { kind: 'group' } } }])
    expect(lines).toMatchObject([{ level: 'error', fields: { error: 'ECONNREFUSED redis://***@queue' } }])
  })

  it('is answered with 503 where storing takes too long', async () => {
    const { post, lines } = createKit({ store: () => new Promise(() => {}), storeTimeoutMs: 20 })
    expect((await post(payload())).status).toBe(503)
    expect(lines[0]?.fields?.['error']).toBe('the queue did not answer within 0.02 s')
  })

  it('is answered with 200 and not stored where it concerns no alias', async () => {
    const { post, stored, events } = createKit()
    const response = await post(payload({ event: { action: 'custom_notification_test' }, model: null }))
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ignored', reason: 'test' })
    expect(stored).toEqual([])
    expect(events).toMatchObject([{ outcome: 'ignored', reason: 'test' }])
  })

  it('is stored as everything where it cannot be read, with a warning', async () => {
    const { post, stored, lines, events } = createKit()
    expect((await post('{"broken')).status).toBe(202)
    expect(stored).toEqual([{ scope: { kind: 'all' }, ear: 'webhook', at: NOW }])
    expect(lines).toMatchObject([{ level: 'warn', fields: { scope: 'all', reason: 'broken-json' } }])
    expect(events).toMatchObject([{ outcome: 'stored', reason: 'broken-json' }])
  })

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.cowherd+json'])(
    'may call its content type %s',
    async (type) => {
      expect((await createKit().post(payload(), { 'Content-Type': type })).status).toBe(202)
    },
  )

  it.each(['', 'text/plain', 'application/xml', 'application/jsonp', 'application/x-www-form-urlencoded'])(
    'of content type "%s" is refused with 415 and stored as nothing',
    async (type) => {
      const { post, stored, events } = createKit()
      expect((await post(payload(), { 'Content-Type': type })).status).toBe(415)
      expect(stored).toEqual([])
      expect(events).toMatchObject([{ outcome: 'not-json' }])
    },
  )

  it('may have 64 KB and not a byte more, whether it tells its length or not', async () => {
    const { post, stored, events } = createKit()
    const base = JSON.stringify(payload({ padding: '' })).length
    const fits = payload({ padding: 'x'.repeat(64 * 1024 - base) })
    const large = payload({ padding: 'x'.repeat(64 * 1024 - base + 1) })
    expect((await post(fits)).status).toBe(202)
    expect((await post(large)).status).toBe(413)
    expect((await post(large, { 'Content-Length': String(64 * 1024 + 1) })).status).toBe(413)
    expect((await post(large, { 'Content-Length': '10' })).status).toBe(413)
    expect(stored).toHaveLength(1)
    expect(events.map(({ outcome }) => outcome)).toEqual(['stored', 'too-large', 'too-large', 'too-large'])
  })

  it('counts also where its listener fails', async () => {
    const { post, stored, lines } = createKit({
      onEvent: () => {
        throw new Error('metrics are broken')
      },
    })
    expect((await post(payload())).status).toBe(202)
    expect(stored).toHaveLength(1)
    expect(lines.at(-1)).toMatchObject({ level: 'error', fields: { error: 'metrics are broken' } })
  })
})

describe('a webhook without the right secret', () => {
  it('is answered with 401 before its body is looked at, and says nothing more', async () => {
    const { post, stored, events } = createKit()
    for (const Authorization of ['', 'Bearer wrong', `Basic ${SECRET}`]) {
      const response = await post('x'.repeat(100_000), { Authorization, 'Content-Type': 'text/plain' })
      expect(response.status).toBe(401)
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
      expect(await response.text()).toBe('')
    }
    expect(stored).toEqual([])
    expect(events.map(({ outcome }) => outcome)).toEqual(Array(3).fill('unauthorised'))
  })

  it('is answered with 429 when there are too many, and the right secret still with 202', async () => {
    const { post, lines } = createKit()
    const statuses: number[] = []
    for (let n = 0; n < 12; n += 1)
      statuses.push((await post(payload(), { Authorization: 'Bearer x' })).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    expect((await post(payload())).status).toBe(202)
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(10)
  })

  it('and no secret of ours ever stand in the log', async () => {
    const { post, lines } = createKit({ secrets: [SECRET, `${SECRET}-next`] })
    await post(payload(), { Authorization: `Bearer ${SECRET}-guess` })
    await post(payload({ actor: 'a-person', model: { name: 'a-name' } }))
    await post('{"broken": "a-person')
    const log = JSON.stringify(lines)
    expect(lines).toHaveLength(3)
    for (const hidden of [SECRET, '-guess', 'a-person', 'a-name']) expect(log).not.toContain(hidden)
  })
})

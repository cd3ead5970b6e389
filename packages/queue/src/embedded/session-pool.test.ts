import type { PGliteInterface } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { createSessionPool } from './session-pool.ts'

function createFake() {
  const asked: string[] = []
  let notify: (channel: string, payload: string) => void = () => {}
  const answer = async (text: string, params?: unknown[]) => {
    asked.push(params ? `${text} ${JSON.stringify(params)}` : text)
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (text === 'FAIL') throw new Error('no')
    return { rows: [{ text }], affectedRows: 0, fields: [] }
  }
  const database = {
    query: answer,
    exec: async (text: string) => [await answer(text)],
    onNotification(listener: typeof notify) {
      notify = listener
      return () => {}
    },
  } as unknown as PGliteInterface
  return {
    asked,
    pool: createSessionPool(database),
    notify: (channel: string, payload: string) => notify(channel, payload),
  }
}

test('a transaction is alone: others wait until its COMMIT or ROLLBACK', async () => {
  const { asked, pool } = createFake()
  const client = await pool.connect()
  await client.query('BEGIN')
  const other = pool.query('OTHER')
  await client.query('MINE')
  await client.query('COMMIT')
  await other
  await client.query('BEGIN')
  await client.query('FAIL').catch(() => {})
  await client.query('ROLLBACK')
  await pool.query('LAST')
  expect(asked).toEqual(['BEGIN', 'MINE', 'COMMIT', 'OTHER', 'BEGIN', 'FAIL', 'ROLLBACK', 'LAST'])
})

test('a client that is released in the middle of a transaction blocks nobody', async () => {
  const { pool } = createFake()
  const client = await pool.connect()
  await client.query('BEGIN')
  client.release()
  await expect(pool.query('OTHER')).resolves.toMatchObject({ rows: [{ text: 'OTHER' }] })
})

test('a failed request fails alone', async () => {
  const { pool } = createFake()
  const failed = pool.query('FAIL')
  const next = pool.query('NEXT')
  await expect(failed).rejects.toThrow('no')
  await expect(next).resolves.toMatchObject({ rows: [{ text: 'NEXT' }] })
})

test('plain objects go as JSON, lists and texts as they are', async () => {
  const { asked, pool } = createFake()
  await pool.query('Q', [{ a: 1 }, ['b'], 'c', null])
  expect(asked).toEqual(['Q ["{\\"a\\":1}",["b"],"c",null]'])
})

test('a notification reaches the client that listens', async () => {
  const { pool, notify } = createFake()
  const client = await pool.connect()
  const heard: unknown[] = []
  client.on('notification', (message) => heard.push(message))
  notify('jobs', 'inbox')
  expect(heard).toEqual([{ channel: 'jobs', payload: 'inbox' }])
})

import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

/** Guarantees about bodies, methods and routes. */
export function requestGuarantees(open: () => Client): void {
  async function send(method: string, path: string, type: string | undefined, body?: string) {
    const client = open()
    const headers = { 'X-API-Key': client.server.readWriteKey, ...(type ? { 'Content-Type': type } : {}) }
    const { status, json } = await client.send(
      method,
      path,
      body === undefined ? { headers } : { headers, body },
    )
    return [status, json]
  }

  describe('requests', () => {
    test.each(['{"address": ', '', 'null', '\uFEFF{}'])('the body %j is no JSON: 400', async (body) => {
      expect(await send('POST', 'add/alias', 'application/json', body)).toEqual([
        400,
        { type: 'error', msg: "Request body doesn't contain valid json!" },
      ])
    })

    test.each(['text/plain', 'Application/JSON'])('JSON under %s is not seen', async (type) => {
      expect(await send('POST', 'delete/alias', type, '[999999999]')).toEqual([
        200,
        { type: 'error', msg: 'Cannot find attributes in post data' },
      ])
    })

    test('a charset behind the content type does no harm', async () => {
      expect(await send('POST', 'delete/alias', 'application/json; charset=utf-8', '[]')).toEqual([
        200,
        { type: 'success', msg: 'Task completed' },
      ])
    })

    test('a write by another method answers 405', async () => {
      expect(await send('PUT', 'edit/alias', 'application/json', '{"items":[],"attr":{}}')).toEqual([
        405,
        { type: 'error', msg: 'only POST method is allowed' },
      ])
    })

    test('an unknown route answers 404', async () => {
      expect(await send('GET', 'get/nonsense', undefined)).toEqual([
        404,
        { type: 'error', msg: 'route not found' },
      ])
    })
  })
}

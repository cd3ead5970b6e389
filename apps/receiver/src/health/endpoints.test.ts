import { describe, expect, it, vi } from 'vitest'
import { createKit } from '../receiver.testkit.ts'

describe('health', () => {
  it('of the process is well also where the queue is away', async () => {
    const { app } = createKit({ ready: async () => Promise.reject(new Error('down')) })
    expect((await app.request('/healthz')).status).toBe(200)
  })

  it('of the queue is told without a reason, which is logged once for each turn', async () => {
    let down = false
    const { app, lines } = createKit({
      ready: async () => {
        if (down) throw new Error('ECONNREFUSED')
      },
    })
    const probe = async () => {
      const response = await app.request('/readyz')
      return [response.status, await response.text()]
    }
    expect(await probe()).toEqual([200, 'ready\n'])
    down = true
    expect(await probe()).toEqual([503, 'not ready\n'])
    expect(await probe()).toEqual([503, 'not ready\n'])
    down = false
    expect(await probe()).toEqual([200, 'ready\n'])
    expect(lines.map(({ level, fields }) => [level, fields?.['error']])).toEqual([
      ['error', 'ECONNREFUSED'],
      ['info', undefined],
    ])
  })

  it('of a queue that does not answer is bad after two seconds', async () => {
    vi.useFakeTimers()
    try {
      const { app } = createKit({ ready: () => new Promise(() => {}) })
      const probe = app.request('/readyz')
      await vi.advanceTimersByTimeAsync(2000)
      expect((await probe).status).toBe(503)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('metrics', () => {
  it('are Prometheus text', async () => {
    const { app } = createKit({ metrics: async () => 'cowherd_webhooks_total 1\n' })
    const response = await app.request('/metrics')
    expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await response.text()).toBe('cowherd_webhooks_total 1\n')
  })

  it('are not there where there are none, and 503 where they fail', async () => {
    expect((await createKit().app.request('/metrics')).status).toBe(404)
    const { app } = createKit({ metrics: async () => Promise.reject(new Error('broken')) })
    expect((await app.request('/metrics')).status).toBe(503)
  })
})

import type { Log } from '@cowherd/telemetry'
import type { Hono } from 'hono'
import { withDeadline } from '../deadline.ts'
import { reasonOf } from '../log.ts'

const READY_MS = 2000

/** What health and metrics are asked of. */
export interface HealthOptions {
  /** Rejects where webhooks could not be stored at this moment. */
  readonly ready: () => Promise<void>
  /** What a person should know although webhooks can be stored; no secrets. */
  readonly readyDetail?: () => string | undefined
  /** Prometheus text, version 0.0.4; without it there is no `/metrics`. */
  readonly metrics?: () => Promise<string>
  readonly log: Log
}

/** Adds `GET /healthz` (the process answers), `/readyz` (webhooks can be stored) and `/metrics`. Reasons go to the log alone. */
export function addHealthEndpoints(app: Hono, { ready, readyDetail, metrics, log }: HealthOptions): void {
  let wasReady = true

  app.get('/healthz', (context) => context.text('ok\n'))

  app.get('/readyz', async (context) => {
    try {
      await withDeadline(ready(), READY_MS, 'the queue')
    } catch (error) {
      // Probes come every few seconds: only a turn is worth a line.
      if (wasReady) log('error', 'not ready: webhooks cannot be stored', { error: reasonOf(error) })
      wasReady = false
      return context.text('not ready\n', 503)
    }
    if (!wasReady) log('info', 'ready again')
    wasReady = true
    const detail = readyDetail?.()
    return context.text(detail === undefined ? 'ready\n' : `ready; ${detail}\n`)
  })

  if (!metrics) return
  app.get('/metrics', async (context) => {
    try {
      const text = await metrics()
      return context.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
    } catch (error) {
      log('error', 'metrics could not be read', { error: reasonOf(error) })
      return context.text('no metrics\n', 503)
    }
  })
}

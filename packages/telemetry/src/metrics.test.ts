import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'
import type { Snapshot } from './registry/snapshot.ts'
import { metricTable } from './table/table.ts'

const declared = Object.values(metricTable).flat()
const snapshot: Snapshot = {
  ...{ inbox: 3, oldestMs: 1_500, timers: 2, workers: 1, paused: false, failures: 0 },
  lastSuccess: { part: 5_000, whole: 7_000, nightly: 0 },
  standing: { owned: 10, held: 4, conflicts: 1, orphans: 2 },
}

/** Metrics on which everything has happened once. */
function busy() {
  const metrics = createMetrics(() => 9_000)
  metrics.event('webhook', 'stored', 'group')
  metrics.heard('webhook', 'now')
  metrics.heard('event-log', 'never')
  metrics.run('part', 'done', 0.2)
  metrics.phases('part', { wait: 0.1, read: 0.2, plan: 0.3, apply: 0.4, verify: 0.5 })
  metrics.sweep('schedule')
  metrics.widened('no-memory')
  metrics.lag(0.7)
  metrics.planned('update', 3)
  metrics.changes('update', 'applied', 3)
  metrics.drift(2)
  metrics.request('source', '/core/groups/1b3c/', 200, 0.1)
  metrics.notice('mail', 'failed')
  metrics.rulesInForce(true)
  metrics.sweepInterval(900)
  metrics.doctorCheck('mailcow-key', 'problem')
  metrics.canary({ webhook: 1, eventLog: 2 })
  metrics.canaryPossible(true)
  metrics.webhooksUnheardSince(null)
  metrics.auditRecord('written')
  metrics.watch(async () => snapshot)
  return metrics
}

const namesIn = (text: string) =>
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`)

describe('what is told', () => {
  it('is what is declared, no more and no less', async () => {
    const { text } = busy()
    expect(new Set(namesIn(await text()))).toEqual(
      new Set(declared.map(({ name, type }) => `${name} ${type}`)),
    )
  })

  it('has labels and values that are declared', async () => {
    const text = await busy().text()
    const labels = new Map(declared.map(({ name, labels }) => [name, labels]))
    const series = [...text.matchAll(/^(\w+?)(?:_bucket|_sum|_count)?\{(.*)\} /gm)]
    expect(series.length).toBeGreaterThan(50)
    for (const [, name = '', pairs = ''] of series) {
      for (const [, label = '', value = ''] of pairs.matchAll(/(\w+)="([^"]*)"/g)) {
        if (label !== 'le') expect(labels.get(name)?.[label], `${name} ${label}`).toContain(value)
      }
    }
  })

  it('has no series for an undeclared value, whoever sent it', async () => {
    const metrics = createMetrics()
    metrics.event('webhook', 'alice@example.org' as 'stored', 'none')
    metrics.request('target', '/get/mailbox/alice%40example.org', 200, 0.1)
    metrics.request('target', '/get/unheard-of/alice@example.org', 418, 0.1)
    metrics.doctorCheck('alice@example.org', 'ok')
    const text = await metrics.text()
    expect(text).not.toContain('alice')
    expect(text).toContain('cowherd_events_total{ear="webhook",result="other",model="none"} 1')
    expect(text).toContain('route="/get/mailbox/{mailbox}",status="200"')
    expect(text).toContain('route="other",status="other"')
  })

  it.each([
    ['/core/groups/', '/core/groups/'],
    ['/core/groups/18120c80-ceb9-492d-8896-5db0ee18c989/', '/core/groups/{id}/'],
    ['/core/users/17/', '/core/users/{id}/'],
    ['/core/users/me/', 'other'],
    ['/get/alias/all', '/get/alias/all'],
    ['/get/alias/all/example.org', '/get/alias/all/{domain}'],
    ['/get/alias/12', '/get/alias/{alias}'],
    ['/get/mailbox/all', '/get/mailbox/all'],
    ['/edit/alias', '/edit/alias'],
  ])('shows the path %s as the route %s', async (path, route) => {
    const metrics = createMetrics()
    metrics.request('source', path, undefined, 1)
    expect(await metrics.text()).toContain(
      `cowherd_upstream_request_seconds_count{side="source",route="${route}",status="none"} 1`,
    )
  })
})

it('what begins with nothing is there from the start', async () => {
  const text = await createMetrics().text()
  for (const line of [
    'cowherd_webhooks_unheard_since_timestamp_seconds 0',
    'cowherd_drift_total 0',
    'cowherd_audit_records_total{result="lost"} 0',
    'cowherd_notices_total{way="webhook",result="failed"} 0',
    'cowherd_run_seconds_count{kind="whole",outcome="failed"} 0',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
})

describe('how the installation stands', () => {
  it('is looked at when it is asked for', async () => {
    const text = await busy().text()
    for (const line of [
      'cowherd_queue_up 1',
      'cowherd_inbox_scopes 3',
      'cowherd_inbox_oldest_seconds 1.5',
      'cowherd_held_changes 4',
      'cowherd_orphans 2',
      'cowherd_paused 0',
      'cowherd_last_success_timestamp_seconds{kind="whole"} 7',
      'cowherd_last_success_timestamp_seconds{kind="nightly"} 0',
    ]) {
      expect(text.split('\n')).toContain(line)
    }
  })

  it('is absent where the queue does not answer, and there again afterwards', async () => {
    const metrics = createMetrics()
    let answer: () => Promise<Snapshot> = async () => snapshot
    metrics.watch(() => answer())
    await metrics.text()
    answer = () => Promise.reject(new Error('away'))
    const away = await metrics.text()
    expect(away).toContain('cowherd_queue_up 0')
    expect(away).not.toMatch(/^cowherd_(held_changes|inbox_scopes|last_success_timestamp_seconds\{.*) /m)
    answer = async () => snapshot
    expect(await metrics.text()).toContain('cowherd_held_changes 4')
  })

  it('keeps no scrape waiting for a queue that hangs, and asks it once for all of them', async () => {
    const metrics = createMetrics()
    let looks = 0
    metrics.watch(() => {
      looks += 1
      return new Promise(() => {})
    })
    const started = performance.now()
    const texts = await Promise.all([metrics.text(), metrics.text()])
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(texts.every((text) => text.includes('cowherd_queue_up 0'))).toBe(true)
    expect(looks).toBe(1)
  })
})

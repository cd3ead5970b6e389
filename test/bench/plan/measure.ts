import { planRun } from '@cowherd/reconcile'
import { defaultSettings } from '../../whole/harness/settings.ts'
import type { Servers } from './servers.ts'
import { cpuMsSince, sidesOf } from './sides.ts'

/** What one plan took. */
export interface Measured {
  readonly milliseconds: number
  /** Of this process alone, without the servers and whatever else the machine does. */
  readonly cpuMilliseconds: number
  readonly changes: number
  readonly unchanged: number
}

/** Plans once against servers that listen. */
export async function measurePlan(servers: Servers): Promise<Measured> {
  const context = { ...sidesOf(servers), settings: { ...defaultSettings, owner: 'bench' } }
  const started = performance.now()
  const cpu = process.cpuUsage()
  const { plan } = await planRun(context)
  return {
    milliseconds: performance.now() - started,
    cpuMilliseconds: cpuMsSince(cpu),
    changes: plan.changes.length,
    unchanged: plan.unchanged,
  }
}

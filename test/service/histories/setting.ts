import type { WebhookOptions } from '@cowherd/simulators'
import { createRandom } from '../../whole/harness/random.ts'
import type { Command } from '../harness/cowherd.ts'

/** How one world's installation is built and how its webhooks travel. */
export interface Setting {
  readonly seed: number
  readonly backend: Backend
  readonly commands: readonly Command[]
  readonly sweepOnStart: boolean
  readonly eventLog: boolean
  readonly version: '2025.6' | '2026.8'
  readonly webhooks: WebhookOptions
}

export type Backend = 'embedded' | 'redis' | 'postgres'

/** Draws a setting; the same seed gives the same one. */
export function drawSetting(seed: number, backends: readonly Backend[]): Setting {
  const random = createRandom(seed)
  const backend = random.pick(backends)
  const eventLog = random.chance(0.75)
  return {
    ...{ seed, backend, eventLog },
    commands: backend === 'embedded' ? ['serve'] : ['receiver', 'worker', 'worker', 'worker'],
    sweepOnStart: random.chance(0.5),
    version: random.pick(['2025.6', '2026.8']),
    webhooks: {
      seed,
      timeScale: 0.01,
      lostShare: random.pick([0, 0, 0.3]),
      doubledShare: random.pick([0, 0.3]),
      lateMs: random.pick([0, 0, 20_000]),
      ...(random.chance(0.5) ? { secondStepAfterMs: random.int(0, 5_000) } : {}),
    },
  }
}

/** The settings of the service, with its times shortened as those of the webhooks are. */
export function serviceEnvironment({ eventLog, sweepOnStart }: Setting): Record<string, string> {
  return {
    COWHERD_SETTLE_MS: '30',
    COWHERD_SECOND_LOOK_MS: '100',
    COWHERD_EVENT_LOG: eventLog ? '1' : '0',
    COWHERD_EVENT_LOG_ACTIVE_MS: '100',
    COWHERD_EVENT_LOG_REST_MS: '1000',
    COWHERD_SWEEP_EVERY: '1440',
    COWHERD_SWEEP_ON_START: sweepOnStart ? '1' : '0',
  }
}

import { arrival } from './arrival.ts'
import { burst } from './burst.ts'
import { departure } from './departure.ts'
import type { Live } from './measure.ts'
import type { LiveOutcome, LiveScene } from './scene.ts'
import { standstill } from './standstill.ts'
import { until } from './until.ts'

/** What happens while Cowherd runs as a service, in order. */
export const liveScenes: readonly LiveScene[] = [arrival, departure, burst, standstill]

/** A live scene with how it ended. */
export interface LivePlayed {
  readonly scene: LiveScene
  readonly outcome: LiveOutcome
}

/** How the service came up. */
export interface Startup {
  /** Until it listened and worked. */
  readonly seconds: number
  /** Changes that the sweep at its start made; undefined where it did not end in time. */
  readonly sweepChanges: number | undefined
  readonly url: string
}

/** The first sweep may take so long, in milliseconds. */
const sweepMs = 30_000

/** Starts the service and waits for the sweep that it begins with. */
export async function startUp({ service, now, signal }: Live): Promise<Startup> {
  const begun = now().getTime()
  await service.start()
  const seconds = (now().getTime() - begun) / 1000
  const sweep = async () =>
    (await service.queue().runs(100)).find(({ result }) => result?.['kind'] === 'whole')?.result
  const swept = await until(async () => (await sweep()) !== undefined, sweepMs, signal)
  const changes = swept ? (await sweep())?.['applied'] : undefined
  return {
    seconds,
    sweepChanges: typeof changes === 'number' ? changes : undefined,
    url: service.url(),
  }
}

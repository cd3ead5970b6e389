import type { Narrator } from '../play.ts'
import { arrival } from './arrival.ts'
import { burst } from './burst.ts'
import { departure } from './departure.ts'
import type { Live } from './measure.ts'
import type { LiveOutcome, LiveScene } from './scene.ts'
import { standstill } from './standstill.ts'
import { until } from './until.ts'

/** What happens while Cowherd runs as a service, in order. */
const liveScenes: readonly LiveScene[] = [arrival, departure, burst, standstill]

/** A live scene with how it ended. */
export interface LivePlayed {
  readonly scene: LiveScene
  readonly outcome: LiveOutcome
}

/** All of it. */
export interface PlayedLive {
  readonly startup: Startup
  /** Up to the first that failed. */
  readonly scenes: readonly LivePlayed[]
  /** Why runs failed, and what the service warned of. */
  readonly complaints: readonly string[]
}

/** How the service came up. */
export interface Startup {
  /** Until it listened and worked. */
  readonly seconds: number
  /** Changes that the sweep at its start made; undefined where it did not end in time. */
  readonly sweepChanges: number | undefined
  readonly url: string
}

/**
 * Starts the service and plays everything on it; leaves it running.
 *
 * @returns undefined where the signal ended it early
 */
export async function playLive(
  live: Live,
  narrator: Pick<Narrator, 'serviceStarted' | 'livePlayed'>,
): Promise<PlayedLive | undefined> {
  const { service, signal } = live
  if (signal.aborted) return undefined
  const startup = await startUp(live)
  if (signal.aborted) return undefined
  narrator.serviceStarted(startup)
  const scenes: LivePlayed[] = []
  for (const scene of startup.sweepChanges === undefined ? [] : liveScenes) {
    if (signal.aborted) return undefined
    const outcome = await scene.play(live)
    if (signal.aborted) return undefined
    const played = { scene, outcome }
    scenes.push(played)
    narrator.livePlayed(played)
    // What did not come true in time would keep everything after it waiting as long.
    if (!outcome.ok) break
  }
  return { startup, scenes, complaints: await service.complaints() }
}

/** Starts the service and waits for the sweep that it begins with. */
async function startUp({ service, now, signal, limitMs }: Live): Promise<Startup> {
  const begun = now().getTime()
  await service.start()
  const seconds = (now().getTime() - begun) / 1000
  const sweep = async () =>
    (await service.queue().runs(100)).find(({ result }) => result?.['kind'] === 'whole')?.result
  const swept = await until(async () => (await sweep()) !== undefined, limitMs, signal)
  const changes = swept ? (await sweep())?.['applied'] : undefined
  return {
    seconds,
    sweepChanges: typeof changes === 'number' ? changes : undefined,
    url: service.url(),
  }
}

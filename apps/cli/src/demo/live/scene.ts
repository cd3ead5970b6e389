import type { Outcome } from '../story/scene.ts'
import type { Heard } from './heard.ts'
import type { Live, Measured } from './measure.ts'

/** One thing that happens in a company while Cowherd runs as a service, and comes true without anybody's doing. */
export interface LiveScene {
  readonly id: string
  readonly title: string
  /** Changes the simulated servers as people do, and watches what becomes of it. */
  play(live: Live): Promise<LiveOutcome>
}

/** How a scene ended. */
export interface LiveOutcome extends Outcome {
  /** How many changes people made. */
  readonly changes: number
  readonly measured: Measured
}

/** `1.4 s`, or that it did not come. */
export function secondsTold(seconds: number | undefined): string {
  return seconds === undefined ? 'never' : `${seconds.toFixed(1)} s`
}

/** An ear in words. */
export function earName(heard: Pick<Heard, 'ear'> | undefined): string {
  if (heard === undefined) return 'none'
  return heard.ear === 'event-log' ? 'the event log' : `the ${heard.ear}`
}

import type { Outcome } from '../story/scene.ts'
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

/** `1.4 s`. */
export function secondsTold(seconds: number): string {
  return `${seconds.toFixed(1)} s`
}

/** What to tell of a change that came true, by the time that it took; or that it did not. */
export function toldWhenRight({ seconds }: Measured, told: (time: string) => string): string {
  return seconds === undefined
    ? 'Not every alias was right before the time was up.'
    : told(secondsTold(seconds))
}

/** Which ear heard of a change first, and when. */
export function firstHeardTold({ heard: [first] }: Measured): string {
  if (first === undefined) return 'No ear heard of it.'
  const ear = first.ear === 'event-log' ? 'the event log' : `the ${first.ear}`
  return `Heard first by ${ear}, after ${secondsTold(first.seconds)}.`
}

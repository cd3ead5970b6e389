/** Steps of a recording that are not replayed, with the reason. */
export interface Exclusion {
  readonly recording: string
  /** all steps where left out */
  readonly steps?: readonly number[]
  readonly reason: string
}

/** Everything recorded that the simulator does not answer. What a step sent to a receiver is never compared. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    recording: '09-webhook-delivery.json',
    reason: 'tells how webhooks are delivered and repeated; the simulator sends none yet',
  },
  {
    recording: '10-webhook-volume.json',
    steps: [0, 1, 2, 3],
    reason:
      'tells in seconds when webhooks arrive, which the tests of the simulator compare with its own times',
  },
  {
    recording: '10-webhook-volume.json',
    steps: [13],
    reason: 'a mapping of other Python than that of ours, which is all that the simulator runs',
  },
  {
    recording: '10-webhook-volume.json',
    steps: [15, 16],
    reason: 'the change of the matcher was refused unnoticed; the recording of matchers tells what it does',
  },
  {
    recording: '11-other-sources.json',
    steps: [0],
    reason: 'a login through the flow executor, which is not simulated; it leaves no event about a model',
  },
  {
    recording: '11-other-sources.json',
    steps: [2, 3, 4],
    reason: 'blueprints are applied by the worker, which is not simulated as far as that',
  },
  {
    recording: '12-matcher-app-and-blueprint-events.json',
    steps: [9],
    reason: 'blueprints are applied by the worker, which is not simulated as far as that',
  },
  {
    recording: '13-outages.json',
    reason:
      'outages of the database, of Redis and of the process itself; the faults of the server act out what clients see',
  },
  {
    recording: '14-token-and-worker-recheck.json',
    steps: [6],
    reason: 'tells when a webhook arrives after a restart; the simulator sends none yet',
  },
]

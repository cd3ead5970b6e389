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
    steps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20],
    reason: 'tells when and how often webhooks arrive; the simulator sends none yet',
  },
  {
    recording: '11-other-sources.json',
    steps: [0],
    reason: 'a login through the flow executor, which is not simulated; it leaves no event about a model',
  },
  {
    recording: '11-other-sources.json',
    steps: [2, 3, 4],
    reason: 'blueprints belong to the set-up and are not simulated',
  },
  {
    recording: '12-matcher-app-and-blueprint-events.json',
    reason: 'event matchers and blueprints belong to the set-up and are not simulated',
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

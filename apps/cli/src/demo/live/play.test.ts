import type { Queue } from '@cowherd/queue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeLive } from '../check/judge.ts'
import { type Demo, openDemo } from '../open.ts'
import { createDemoIo } from '../testkit.ts'
import { type LivePlayed, playLive, type Startup } from './play.ts'
import type { DemoService } from './service.ts'

/** A service that hears nothing after its first sweep. */
function deafService(result: { kind: string; applied: number } | undefined): DemoService {
  const run = { id: '1', outcome: 'done', startedAt: 0, finishedAt: 0, taken: 1, scopes: [] } as const
  const queue: Pick<Queue, 'runs' | 'status'> = {
    runs: async () => (result ? [{ ...run, result }] : []),
    status: async () => ({
      ...{ inbox: 0, oldestMs: null, running: false, timers: 0, runsDone: 1, runsFailed: 0 },
    }),
  }
  return {
    start: async () => {},
    stop: async () => {},
    url: () => 'http://127.0.0.1:1',
    queue: () => queue as Queue,
    complaints: async () => ['no ears'],
    follow() {},
  }
}

describe('playLive', () => {
  let demo: Demo
  beforeEach(async () => {
    demo = await openDemo(createDemoIo().io, { authentik: 0, mailcow: 0 })
    await demo.stage.sync()
  })
  afterEach(() => demo.close())

  async function play(service: DemoService, signal = new AbortController().signal) {
    const told: (Startup | LivePlayed)[] = []
    const narrator = {
      serviceStarted: (startup: Startup) => void told.push(startup),
      livePlayed: (scene: LivePlayed) => void told.push(scene),
    }
    const live = { stage: demo.stage, service, now: () => new Date(), signal, limitMs: 300 }
    return { played: await playLive(live, narrator), told }
  }

  it('ends at the first change that does not come true in time, and says what the service complained of', async () => {
    const { played, told } = await play(deafService({ kind: 'whole', applied: 0 }))
    expect(played?.scenes.map(({ scene, outcome }) => [scene.id, outcome.ok])).toEqual([['arrival', false]])
    expect(played?.scenes[0]?.outcome.measured).toMatchObject({ seconds: undefined, heard: [], runs: [] })
    expect(told).toHaveLength(2)
    expect(played && judgeLive(played)).toEqual([
      'arrival: Not every alias was right before the time was up.',
      'the service said: no ears',
    ])
  })

  it('changes nothing where the sweep at the start does not end in time', async () => {
    const before = demo.stage.authentik.events().length
    const { played } = await play(deafService(undefined))
    expect(played?.scenes).toEqual([])
    expect(played && judgeLive(played)).toEqual([
      'the sweep at the start did not end',
      'the service said: no ears',
    ])
    expect(demo.stage.authentik.events()).toHaveLength(before)
  })

  it('takes a sweep that finds something after a sync for wrong', async () => {
    const startup = { seconds: 1, sweepChanges: 2, url: 'http://127.0.0.1:1' }
    expect(judgeLive({ startup, scenes: [], complaints: [] })).toEqual([
      'the sweep at the start found something to do',
    ])
  })

  it.each([
    ['the sweep at the start', undefined],
    ['a change', { kind: 'whole', applied: 0 }],
  ])('gives no verdict where it is asked to stop while it waits for %s', async (_, result) => {
    const { played } = await play(deafService(result), AbortSignal.timeout(100))
    expect(played).toBeUndefined()
  })

  it('starts nothing once it was asked to stop', async () => {
    const { played, told } = await play(deafService(undefined), AbortSignal.abort())
    expect(played).toBeUndefined()
    expect(told).toEqual([])
  })
})

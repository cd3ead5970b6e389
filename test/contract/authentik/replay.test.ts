import { createAuthentikSimulator } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { EXCLUSIONS } from './exclusions.ts'
import type { Stage } from './preparation.ts'
import { describeExchange, type Exchange, listRecordings, readRecording } from './recording.ts'
import { type Headers, replay } from './replay.ts'
import { SCRIPTS, type Script } from './script.ts'

describe.each(Object.entries(SCRIPTS))('the simulator answers as recorded in %s', (name, script) => {
  it('at every step', async () => {
    const stage = await script.prepare()
    const differences: Record<string, string[]> = {}
    let replayed = 0
    for (const [index, exchange] of readRecording(name).entries()) {
      if (isExcluded(name, index)) continue
      script.before?.[index]?.(stage)
      const found = await replayStep(stage, script, exchange, index)
      if (found.length > 0) differences[describeExchange(exchange, index)] = found
      replayed += 1
    }
    expect(differences).toEqual({})
    expect(replayed).toBeGreaterThan(0)
  })
})

describe('every recorded step', () => {
  it('is replayed by a request or a scenario, or is excluded', () => {
    const forgotten = listRecordings().flatMap((name) =>
      readRecording(name).flatMap((exchange, index) => {
        const scenario = SCRIPTS[name]?.scenarios?.[index]
        const replayed = SCRIPTS[name] && (scenario || (exchange.path && exchange.status !== undefined))
        return replayed || isExcluded(name, index) ? [] : [`${name} ${describeExchange(exchange, index)}`]
      }),
    )
    expect(forgotten).toEqual([])
  })

  it('is excluded only where it exists, once, and where no script replays it', () => {
    const places = EXCLUSIONS.flatMap(({ recording, steps }) =>
      (steps ?? [...readRecording(recording).keys()]).map((index) => ({ recording, index })),
    )
    const stale = places.filter(
      ({ recording, index }) =>
        readRecording(recording)[index] === undefined || SCRIPTS[recording]?.scenarios?.[index],
    )
    expect(stale).toEqual([])
    expect(new Set(places.map(({ recording, index }) => `${recording} ${index}`)).size).toBe(places.length)
  })

  it('that is excluded and names a path names one that the simulator does not have', async () => {
    const simulator = createAuthentikSimulator()
    const paths = EXCLUSIONS.flatMap(({ recording, steps }) =>
      readRecording(recording)
        .filter((_, index) => steps?.includes(index) ?? true)
        .flatMap((exchange) => (exchange.status === undefined ? [] : (exchange.path ?? []))),
    )
    for (const path of new Set(paths)) {
      const response = await simulator.fetch(`http://authentik.example${path}`)
      expect([path, response.status]).toEqual([path, 404])
    }
  })
})

async function replayStep(
  stage: Stage,
  script: Script,
  exchange: Exchange,
  index: number,
): Promise<string[]> {
  const scenario = script.scenarios?.[index]
  if (scenario) return scenario(stage, exchange)
  const administrator: Headers = { Authorization: `Bearer ${stage.simulator.adminToken}` }
  const other =
    exchange.auth || exchange.note?.startsWith('Accept') ? script.headers?.(stage, index) : undefined
  return replay(stage, exchange, (await other) ?? administrator)
}

function isExcluded(name: string, index: number): boolean {
  return EXCLUSIONS.some(({ recording, steps }) => recording === name && (steps?.includes(index) ?? true))
}

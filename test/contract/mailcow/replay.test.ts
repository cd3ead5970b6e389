import { createMailcowSimulator } from '@cowherd/simulators'
import { describe, expect, test } from 'vitest'
import { EXCLUDED } from './excluded.ts'
import { CONTENT_TYPE, fromRecording, fromResponse } from './replay/compare.ts'
import { OUTAGES, PREPARATIONS } from './replay/preparations.ts'
import { loadRecordings } from './replay/recording.ts'
import { toRequest } from './replay/request.ts'

const recordings = loadRecordings()
const replayed = recordings.filter((recording) => !(recording.name in EXCLUDED))
const names = recordings.map((recording) => recording.name)

describe('the simulator answers like the recorded server', () => {
  const simulator = createMailcowSimulator({ version: '2026-07a' })
  let sessionId = ''

  test.each(replayed.map((recording) => [recording.name, recording] as const))(
    '%s',
    async (name, recording) => {
      PREPARATIONS[name]?.carryOut(simulator)
      const outage = OUTAGES.find(([prefix]) => name.startsWith(prefix))
      if (outage) simulator.faults.add({ kind: outage[1] })
      const response = await simulator.fetch(toRequest(recording, simulator.keys, sessionId))
      const cookie = /MCSESSID=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1]
      if (cookie !== undefined && response.ok && recording.request.apiKey === 'read-write') sessionId = cookie
      const headerNames = outage?.[1] === 'empty-200' ? CONTENT_TYPE : undefined
      expect(await fromResponse(response, headerNames)).toEqual(fromRecording(recording, headerNames))
    },
  )
})

describe('the set of recordings', () => {
  test('each one has a name of its own', () => {
    expect(new Set(names).size).toBe(names.length)
  })

  test('each one is replayed or excluded with a reason', () => {
    expect(replayed.length + Object.keys(EXCLUDED).length).toBe(recordings.length)
    expect(Object.values(EXCLUDED).filter((reason) => reason.trim() === '')).toEqual([])
  })

  test('no exclusion, preparation or outage is stale', () => {
    expect(Object.keys(EXCLUDED).filter((name) => !names.includes(name))).toEqual([])
    expect(Object.keys(PREPARATIONS).filter((name) => !names.includes(name))).toEqual([])
    expect(OUTAGES.filter(([prefix]) => !names.some((name) => name.startsWith(prefix)))).toEqual([])
  })
})

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NoServerError } from './installation/site.ts'
import { live } from './live.ts'
import { wrongText } from './result/table.ts'

describe.concurrent('a minute of faults', () => {
  for (const backend of ['embedded', 'redis', 'postgres'] as const) {
    test(`on ${backend} leaves no wrong alias, touches no foreign one and robs no list`, async ({ skip }) => {
      const workDir = join(tmpdir(), `cowherd-chaos-${backend}`)
      const result = await live({ backend, seed: 1, minutes: 1, workDir }).catch((error: unknown) => {
        if (error instanceof NoServerError) return skip(error.message)
        throw error
      })
      expect(result.wrong, wrongText(result)).toEqual([])
      expect([result.cycles > 0, result.writes > 0, Object.keys(result.faults).length > 0]).toEqual([
        ...[true, true, true],
      ])
    })
  }
})

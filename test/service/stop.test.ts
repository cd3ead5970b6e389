import { describe, expect, test } from 'vitest'
import { runCommand } from './harness/command.ts'
import { stopWhileHanging } from './stop/hanging.ts'
import { stopDuringSweep } from './stop/sweep.ts'

const mostMs = 10_000

describe.concurrent('a service that is told to stop', () => {
  test('in the middle of 1,000 writes ends soon, accounts for each, and the next start makes the rest', async () => {
    const { exitCode, tookMs, madeBefore, writes, left, told, leftAtEnd } = await stopDuringSweep(1_000)
    expect(exitCode).toBe(0)
    expect(tookMs).toBeLessThan(mostMs)
    expect(madeBefore).toBeGreaterThan(0)
    expect(madeBefore).toBeLessThan(1_000)
    // Every write was one that the plan wanted, made once and whole: what is left are the others, unchanged.
    expect(new Set(writes).size).toBe(writes.length)
    expect(writes.length).toBe(madeBefore)
    expect(left.length).toBe(1_000 - madeBefore)
    expect(left.filter((address) => writes.includes(address))).toEqual([])
    expect(told).toEqual({ made: madeBefore, left: left.length })
    expect(leftAtEnd).toEqual([])
  })

  test('while a server does not answer ends soon all the same', async () => {
    const stopped = await stopWhileHanging(['authentik', 'mailcow'])
    for (const { exitCode, tookMs } of stopped) {
      expect(exitCode).toBe(0)
      expect(tookMs).toBeLessThan(mostMs)
    }
  })
})

test('a process that has nothing more to do ends, whatever still holds it', async () => {
  const holding = '--import=data:text/javascript,setInterval(()=>{},1000)'
  const begun = performance.now()
  const { code, stdout } = await runCommand({ NODE_OPTIONS: holding }, '--version')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d/)])
  expect(performance.now() - begun).toBeLessThan(mostMs)
})

import { expect, test } from 'vitest'
import { holdUnderService } from './audit/hold.ts'
import { killDuringSweep } from './audit/killed.ts'

test('a service that is killed in the middle of its writes has told of each of them before, and its log is whole', async () => {
  const { written, told, findings, rest } = await killDuringSweep(300)
  expect(written.length).toBeGreaterThan(20)
  expect(written.length).toBeLessThan(300)
  expect(written.filter((address) => !told.has(address))).toEqual([])
  expect(findings.filter(({ code }) => code !== 'unfinished')).toEqual([])
  expect(rest).toEqual([])
})

test('a running service obeys a hold from the next write on, also after a restart, and follows again once it ends', async () => {
  const { held, other, restarted, ended, causes } = await holdUnderService()
  expect(held).toBe('as it was')
  expect(other).toBe('follows')
  expect(restarted).toBe('as it was')
  expect(ended).toBe('follows')
  expect(causes).toContain('event')
  expect(causes).toContain('command')
})

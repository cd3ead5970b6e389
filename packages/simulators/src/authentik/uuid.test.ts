import { describe, expect, it } from 'vitest'
import { compactUuid, createUuids, numericId, parseUuid } from './uuid.ts'

const UUID = '6f5acb05-a16e-49d3-b3e3-5453a2a1f1eb'

describe('uuids', () => {
  it('are read with and without dashes, in any case, and nothing else is', () => {
    expect(parseUuid(compactUuid(UUID))).toBe(UUID)
    expect(parseUuid(UUID.toUpperCase())).toBe(UUID)
    expect(['', 'not-a-uuid', UUID.slice(1), `${UUID}0`].map(parseUuid)).toEqual(Array(4).fill(undefined))
  })

  it('are of version 4, do not repeat, and give the same row for the same seed', () => {
    const row = (seed: number) => {
      const next = createUuids(seed)
      return Array.from({ length: 2000 }, () => next())
    }
    expect(new Set(row(3)).size).toBe(2000)
    expect(row(3)).toEqual(row(3))
    for (const uuid of row(3))
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('have the number that Authentik derives from them', () => {
    expect(numericId(UUID)).toBe(14801)
    expect(numericId('0cf84710-304f-4005-a0e5-e36c84169abf')).toBe(17239)
  })
})

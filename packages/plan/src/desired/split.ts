import { createHash } from 'node:crypto'
import { domainOf } from '../address/address.ts'
import { gotoOctets, gotoOctetsMax } from './octets.ts'

/** A part of a list that is too long for one alias. */
export interface ListPart {
  readonly address: string
  /** Sorted. */
  readonly members: readonly string[]
}

const partsMax = 64

/**
 * Splits a list into parts that each fit one alias. Who is in which part follows from the address alone, so that a joiner or a leaver
 * changes one part; when a list doubles, each part gives one half to a new one. Undefined where even the most parts do not fit.
 *
 * @param name tells the lists of one installation apart: the address of a part must not change when the list is renamed
 */
export function splitList(
  members: readonly string[],
  listAddress: string,
  name: string,
): readonly ListPart[] | undefined {
  for (let count = 2; count <= partsMax; count *= 2) {
    const parts = Array.from({ length: count }, (): string[] => [])
    for (const member of members) parts[partOf(member) % count]?.push(member)
    if (parts.some((part) => gotoOctets(part) > gotoOctetsMax)) continue
    return parts.flatMap((part, index) =>
      part.length === 0
        ? []
        : [{ address: `part-${index + 1}-of-${name}@${domainOf(listAddress)}`, members: part }],
    )
  }
  return undefined
}

function partOf(member: string): number {
  return createHash('sha256').update(member).digest().readUInt32BE(0)
}

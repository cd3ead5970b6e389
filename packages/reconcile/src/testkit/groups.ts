import type { Group } from '@cowherd/directory'
import { groupId } from './aliases.ts'
import { groupOf } from './people.ts'

/** The n-th group, named `g<n>` unless given otherwise. */
export function groupIn(
  n: number,
  facts: {
    readonly name?: string
    readonly in?: readonly number[]
    readonly members?: readonly number[]
    readonly attributes?: Group['attributes']
  } = {},
): Group {
  return {
    ...groupOf(n, facts.name ?? `g${n}`, facts.members ?? [n]),
    parents: (facts.in ?? []).map(groupId),
    attributes: facts.attributes ?? {},
  }
}

import type { Directory, Group, User } from '@cowherd/directory'
import type { Graph, GroupNode } from '../graph/model.ts'
import type { SourcePieces } from '../ports.ts'

/** Groups read so far, and what was remembered of them. */
export interface KnownGroups {
  /** Groups that are known to be gone: all others that are not found are asked for twice. */
  readonly expected: ReadonlySet<string>
  readonly fresh: Map<string, Group>
  readonly users: Map<number, User>
  readonly missing: Set<string>
  readonly nodes: Map<string, GroupNode>
  /** Groups that every user asked for is in now. */
  readonly groupsOfUsers: Map<number, readonly string[]>
  /** The whole directory, where that was cheaper to read than all the groups one by one. */
  whole: Directory | undefined
}

/** Where groups are read, and what is remembered of all of them. */
export interface GroupsContext {
  readonly source: SourcePieces
  readonly graph: Graph
  /** How many groups the last whole reading saw. */
  readonly groupCount: number
}

/** Nothing is known yet, except which groups are gone. */
export function nothingKnown(expected: ReadonlySet<string>): KnownGroups {
  return {
    expected,
    fresh: new Map(),
    users: new Map(),
    missing: new Set(),
    nodes: new Map(),
    groupsOfUsers: new Map(),
    whole: undefined,
  }
}

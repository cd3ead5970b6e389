import type { ForeignWatch } from '../check/foreign.ts'
import type { Stage } from '../stage/stage.ts'

/** One thing that happens in a company, and what must become of it. */
export interface Scene {
  readonly id: string
  readonly title: string
  /** Changes a server as people do, syncs, and looks at what Mailcow has afterwards. */
  play(stage: Stage, foreign: ForeignWatch): Promise<Outcome>
}

/** How a scene ended, in words made of what was found. */
export interface Outcome {
  /** What people did. */
  readonly did: string
  /** What became of it. */
  readonly became: string
  /** Everything was as it must be. */
  readonly ok: boolean
}

/** A group of the company by name. Throws Error for an unknown one. */
export function groupId({ ids }: Stage, name: string): string {
  const id = ids.groups.get(name)
  if (!id) throw new Error(`the company has no group ${name}`)
  return id
}

/** Whether two lists hold the same in the same order. */
export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

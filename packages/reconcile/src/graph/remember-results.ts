import { type AliasContent, ownMarker, type PlanSettings } from '@cowherd/plan'
import type { ChangeResult } from '../apply/result.ts'
import { growthOf } from './afterwards.ts'
import { ForgottenError } from './graph.ts'
import { emptyNode, type Graph, type GroupNode } from './model.ts'

/**
 * Remembers what became of changes that a remembered reading led to. Says nothing about a suspension, except that one begins where it is
 * not known what a write has done.
 */
export async function rememberResults(
  graph: Graph,
  results: readonly ChangeResult[],
  settings: PlanSettings,
): Promise<void> {
  if (results.some(({ uncertain }) => uncertain)) return graph.suspend()
  const moves = results.flatMap(({ change: { before, after }, outcome, id }) =>
    outcome === 'applied' && id !== undefined
      ? [{ id, before, after, from: groupIn(before, settings), to: groupIn(after, settings) }]
      : [],
  )
  if (moves.length === 0) return
  try {
    const ids = moves.flatMap(({ from, to }) => [from, to].filter((group) => group !== undefined))
    const nodes = new Map<string, GroupNode>(await graph.groups([...new Set(ids)]))
    const setAliases = (group: string, change: (aliases: readonly number[]) => number[]) => {
      const node = nodes.get(group) ?? emptyNode
      nodes.set(group, { ...node, aliases: change(node.aliases) })
    }
    for (const { id, from, to } of moves) {
      if (from !== undefined) setAliases(from, (all) => all.filter((other) => other !== id))
      if (to !== undefined) setAliases(to, (all) => [...new Set([...all, id])].sort((a, b) => a - b))
    }
    const growth = growthOf(
      moves.flatMap(({ before }) => before ?? []),
      moves.flatMap(({ after }) => after ?? []),
      settings.owner,
    )
    await graph.update({ groups: nodes, users: new Map(), claimants: new Map() }, growth)
  } catch (error) {
    if (!(error instanceof ForgottenError)) throw error
    await graph.suspend()
  }
}

function groupIn(content: AliasContent | undefined, settings: PlanSettings): string | undefined {
  return content && ownMarker(content.privateComment, settings.owner)?.group
}

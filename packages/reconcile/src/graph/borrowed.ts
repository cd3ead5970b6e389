import type { Graph } from './model.ts'

/** The memory as the run has it that suspended it. */
export interface BorrowedGraph extends Graph {
  /** Ends the loan: others may rely on the memory again, unless the run lost track of what its writes have done. */
  giveBack(): Promise<void>
}

/** Lets a run that has suspended a memory go on relying on it; what suspends it meanwhile holds for the run as well. */
export function borrowGraph(graph: Graph): BorrowedGraph {
  let suspended = false
  return {
    ...graph,
    meta: async () => (suspended ? undefined : graph.lastMeta()),
    suspend: async () => {
      suspended = true
    },
    resume: async () => {
      suspended = false
    },
    giveBack: async () => {
      if (!suspended) await graph.resume()
    },
  }
}

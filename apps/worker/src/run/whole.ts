import type { Change } from '@cowherd/plan'
import type { Run } from '@cowherd/queue'
import {
  borrowGraph,
  type ChangeResult,
  deletedIn,
  isDoubtful,
  type Report,
  rememberResults,
  rememberWhole,
  syncRun,
} from '@cowherd/reconcile'
import type { Sides, WorkerContext } from './context.ts'
import { createLiveService, type LiveRun } from './live.ts'
import type { OpenRecorder } from './record.ts'
import type { Asked } from './request.ts'
import { createStaleCheck } from './stale.ts'
import { stopRequestOf } from './stop.ts'
import { createTurns } from './turns.ts'
import { createWay } from './way.ts'

/** A whole run, and the runs over live events between its writes. */
export interface WholeRun {
  readonly report: Report
  readonly live: readonly LiveRun[]
  /** Whether it left changes to the next run. */
  readonly gaveWay: boolean
}

/**
 * A run over everything that live events overtake: between its writes it serves whatever is heard, and leaves alone what those newer
 * readings decided about.
 */
export async function wholeRun(
  run: Run,
  asked: Asked,
  sides: Sides,
  context: WorkerContext,
  openRecorder?: OpenRecorder,
): Promise<WholeRun> {
  const graph = borrowGraph(context.graph)
  const live = createLiveService(run, sides, graph, context, openRecorder)
  const stale = createStaleCheck(sides, context)
  const turns = createTurns<Change>()
  const stopRequest = stopRequestOf(run)
  const groupsKnown = await context.graph.groupIds()
  const isReliable = (await context.graph.meta()) !== undefined
  // What is made because of something else comes too soon after the run that missed a group, or just after a server was away.
  const confirms = asked.cause !== 'retry' && asked.cause !== 'event'
  const approve = await sides.memory.approval()
  // What is due, what a person waits for and what one approved is one run.
  const mayGiveWay = !confirms && approve === undefined
  const way = createWay(async () => mayGiveWay && live.needsAnother && (await run.waiting()), context.nowMs)
  let reading: Report['reading'] | undefined
  let doubtful = false
  let remembered: Promise<void> | undefined
  let results: ChangeResult[] = []

  // Until a reading that is beyond doubt, every event is looked at with everything.
  const forget = async () => {
    await graph.suspend()
    await context.graph.suspend()
  }
  const remember = (read: Report['reading'], suspended: boolean) =>
    doubtful
      ? forget()
      : rememberWhole(context.graph, context.randomName(), read, sides.settings, {
          suspended,
          // At night nothing is taken from memory.
          renew: asked.nightly,
        })
  // Before the first write: what a live event concerns is told by this reading, not by the one before it.
  const rememberReading = () => reading && remember(reading, true)
  const rememberWritten = async () => {
    const written = results
    results = []
    if (!doubtful) await rememberResults(graph, written, sides.settings)
  }

  const report = await syncRun(
    {
      ...sides,
      known: asked.nightly || !isReliable ? undefined : groupsKnown,
      remembered: groupsKnown,
      onRead: (whole) => {
        reading = whole
        stale.read(whole.directory)
      },
      onPlan: (planned) => {
        doubtful = isDoubtful(planned)
      },
    },
    {
      nightly: asked.nightly,
      deleted: deletedIn(asked.part),
      confirms,
      approve,
      stopRequest: async () => stale.obstacle ?? (await stopRequest()),
      isSuperseded: async (change, urgent) => {
        remembered ??= rememberReading()
        await remembered
        await turns.begin(change, (idle) => live.serve(urgent, () => idle().then(rememberWritten)))
        return (
          live.hasDecided(aboutOf(change)) ||
          (await way.gives(change, urgent)) ||
          (await stale.isStale(change))
        )
      },
      onSettled: (change, result) => {
        turns.end(change)
        if (result) results.push(result)
      },
    },
  )
  await live.end()
  if (report.approval !== 'none') await sides.memory.setApproval(undefined)
  if (!remembered) await remember(report.reading, false)
  else {
    await rememberWritten()
    await graph.giveBack()
  }
  return { report, live: live.runs, gaveWay: way.left.size > 0 }
}

function aboutOf({ id, address, before, group }: Change) {
  return { id, addresses: before ? [address, before.address] : [address], group: group.id }
}

import type { Group } from '@cowherd/directory'
import type { Change } from '@cowherd/plan'
import type { Run } from '@cowherd/queue'
import { type Report, rememberPart, rememberWhole, syncRun } from '@cowherd/reconcile'
import type { Sides, WorkerContext } from './context.ts'
import { createLiveService } from './live.ts'
import { stopRequestOf } from './stop.ts'

/**
 * A run over everything that live events overtake: between its writes it serves whatever is heard, and leaves alone what those newer
 * readings decided about.
 */
export async function wholeRun(
  run: Run,
  nightly: boolean,
  sides: Sides,
  context: WorkerContext,
): Promise<Report> {
  const live = createLiveService(run, sides, context)
  let readAt = context.nowMs()
  let directory: Report['reading']['directory'] | undefined
  const report = await syncRun(
    {
      ...sides,
      onRead: (reading) => {
        readAt = context.nowMs()
        directory = reading.directory
      },
    },
    {
      nightly,
      approve: await sides.memory.approval(),
      stopRequest: stopRequestOf(run),
      isSuperseded: async (change) => {
        await live.serve()
        if (live.hasDecided(aboutOf(change))) return true
        if (context.nowMs() - readAt <= context.timing.staleMs) return false
        return isStale(change, directory?.groups.get(change.group.id), sides, context)
      },
    },
  )
  if (report.approval !== 'none') await sides.memory.setApproval(undefined)
  await rememberWhole(context.graph, context.randomName(), report.reading, report.results, sides.settings)
  for (const { reading, results } of live.reports) {
    await rememberPart(context.graph, reading, results, sides.settings)
  }
  return report
}

function aboutOf({ id, address, before, group }: Change) {
  return { id, addresses: before ? [address, before.address] : [address], group: group.id }
}

/** The group is not what it was when everything was read: a run of its own decides. */
async function isStale(
  change: Change,
  known: Group | undefined,
  sides: Sides,
  { queue, nowMs }: WorkerContext,
): Promise<boolean> {
  const { id } = change.group
  const { groups } = await sides.pieces.source.readGroups([id])
  if (JSON.stringify(groups[0]) === JSON.stringify(known)) return false
  await queue.store([{ scope: { kind: 'group', id }, ear: 'retry', at: nowMs() }])
  return true
}

import { bytesOf } from '../check/foreign.ts'
import { markedAliases } from '../stage/stage.ts'
import { type Scene, sameList } from './scene.ts'

/** The directory suddenly reads as empty: everything is held, and nothing is lost. */
export const emptyDirectory: Scene = {
  id: 'empty',
  title: 'Authentik suddenly shows no groups at all',
  async play(stage) {
    const { authentik, mailcow } = stage
    const before = mailcow.aliases().map(bytesOf)
    authentik.faults.add({ kind: 'empty-directory', times: Number.POSITIVE_INFINITY })
    const struck = await stage.sync('sync')
    authentik.faults.clear()
    const after = mailcow.aliases().map(bytesOf)
    const healed = await stage.sync('sync when it is over')
    const active = markedAliases(stage).filter(({ row }) => row.active === 1).length
    const held = struck.report.plan.held.length
    const writes = struck.writeRequests + healed.writeRequests
    return {
      did: 'A bug or a botched migration: the list of groups is empty, and the answer is a friendly 200.',
      became: `${held} changes were held, ${writes} write requests were sent, all ${active} aliases deliver as before.`,
      ok:
        sameList(before, after) &&
        held > 0 &&
        struck.report.plan.approval !== undefined &&
        writes === 0 &&
        healed.report.plan.held.length === 0,
    }
  },
}

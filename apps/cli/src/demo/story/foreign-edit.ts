import { aliasAt } from '../stage/stage.ts'
import type { Scene } from './scene.ts'

/** Somebody edits an alias that Cowherd did not make: it is none of its business. */
export const foreignEdit: Scene = {
  id: 'foreign',
  title: 'Somebody edits an alias of their own',
  async play(stage, foreign) {
    const address = `info@${stage.company.domain}`
    const before = aliasAt(stage, address)
    if (!before) throw new Error(`no alias ${address}`)
    stage.mailcow.editAlias(before.id, {
      goto: `${before.goto},agency@press.example`,
      publicComment: 'with agency',
    })
    foreign.accept(address)
    const { report, writeRequests } = await stage.sync()
    const changed = foreign.changed()
    return {
      did: `In Mailcow, agency@press.example is added to ${address}, which no group asked for.`,
      became:
        changed.length === 0
          ? `Left as it is, like all ${foreign.watched} aliases that are not Cowherd's: ${writeRequests} write requests.`
          : `Changed: ${changed.join(', ')}.`,
      ok: changed.length === 0 && writeRequests === 0 && report.plan.changes.length === 0,
    }
  },
}

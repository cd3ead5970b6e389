import { aliasAt } from '../stage/stage.ts'
import type { Scene } from './scene.ts'

const stranger = 'somebody@freemail.example'

/** Somebody edits an alias of Cowherd's by hand: the group's word counts. */
export const drift: Scene = {
  id: 'drift',
  title: 'Somebody edits an alias of Cowherd by hand',
  async play(stage) {
    const address = `recruiting@${stage.company.domain}`
    const before = aliasAt(stage, address)
    if (!before) throw new Error(`no alias ${address}`)
    stage.mailcow.editAlias(before.id, { goto: `${before.goto},${stranger}`, senderAllowed: true })
    const edited = aliasAt(stage, address)
    await stage.sync()
    const after = aliasAt(stage, address)
    return {
      did: `In Mailcow, ${stranger} is added to ${address}, and members may send as it.`,
      became: after?.goto.includes(stranger)
        ? `${stranger} is still a member.`
        : `${stranger} is out again: who shall be in the list is put into the group.`,
      ok:
        edited?.goto.includes(stranger) === true &&
        edited.senderAllowed === 1 &&
        after?.goto === before.goto &&
        after.senderAllowed === before.senderAllowed,
    }
  },
}

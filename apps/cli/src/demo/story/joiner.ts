import { accountName } from '../company/names.ts'
import { listsOf, localPart } from '../stage/stage.ts'
import { groupId, type Scene, sameList } from './scene.ts'

const name = 'Lea Sommer'
const team = 'Web Platform'

/** A person starts in a team: she is in its list, and in those of all groups above it. */
export const joiner: Scene = {
  id: 'join',
  title: 'Somebody joins',
  async play(stage) {
    const username = accountName(name)
    const email = `${username}@${stage.company.domain}`
    stage.mailcow.addMailbox({ address: email, name })
    stage.authentik.addUser({ username, name, email, groups: [groupId(stage, team)] })
    const { report } = await stage.sync()
    const lists = listsOf(stage, email)
    const given = report.results.map(({ change }) => change.address).sort()
    return {
      did: `${name} gets a mailbox, and is put into one group: the team "${team}".`,
      became: `${email} is in ${lists.length} aliases: ${lists.map(localPart).join(', ')}.`,
      ok: lists.length > 1 && sameList(lists, given),
    }
  },
}

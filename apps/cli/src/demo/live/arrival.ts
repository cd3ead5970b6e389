import { accountName } from '../company/names.ts'
import { listsOf, localPart } from '../stage/stage.ts'
import { groupId } from '../story/scene.ts'
import { measure } from './measure.ts'
import { firstHeardTold, type LiveScene, toldWhenRight } from './scene.ts'

/** Who comes here, and leaves in the next scene. */
export const newcomer = { name: 'Ida Lindqvist', team: 'Optics' } as const

/** Somebody comes while Cowherd is at rest. */
export const arrival: LiveScene = {
  id: 'arrival',
  title: 'Somebody joins, and nobody runs a sync',
  async play(live) {
    const { stage } = live
    const { name, team } = newcomer
    const username = accountName(name)
    const email = `${username}@${stage.company.domain}`
    stage.mailcow.addMailbox({ address: email, name })
    const pk = stage.authentik.silently(() => stage.authentik.addUser({ username, name, email }))
    const measured = await measure(live, {
      make: () => stage.authentik.addMember(groupId(stage, team), pk),
      isRight: () => true,
      awaitWebhooks: true,
    })
    const lists = listsOf(stage, email)
    return {
      did: `${name} has an account and a mailbox, and is put into the team "${team}".`,
      became: toldWhenRight(
        measured,
        (time) =>
          `${firstHeardTold(measured)} After ${time}, ${email} was in ${lists.length} aliases: ${lists.map(localPart).join(', ')}.`,
      ),
      ok:
        measured.seconds !== undefined &&
        measured.heard.length > 0 &&
        measured.webhookSeconds !== undefined &&
        lists.length > 1,
      changes: 1,
      measured,
    }
  },
}

import { accountName } from '../company/names.ts'
import { listsOf, localPart } from '../stage/stage.ts'
import { groupId } from '../story/scene.ts'
import { measure } from './measure.ts'
import { earName, type LiveScene, secondsTold } from './scene.ts'

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
    const measured = await measure(live, {
      make: () => void stage.authentik.addUser({ username, name, email, groups: [groupId(stage, team)] }),
      isRight: () => true,
      awaitWebhooks: true,
    })
    const lists = listsOf(stage, email)
    const [first] = measured.heard
    return {
      did: `${name} gets a mailbox, and is put into the team "${team}".`,
      became: `Heard first by ${earName(first)}, after ${secondsTold(first?.seconds)}. After ${secondsTold(measured.seconds)}, ${email} was in ${lists.length} aliases: ${lists.map(localPart).join(', ')}.`,
      ok:
        measured.seconds !== undefined &&
        first !== undefined &&
        measured.webhookSeconds !== undefined &&
        lists.length > 1,
      changes: 1,
      measured,
    }
  },
}

import { accountName } from '../company/names.ts'
import { listsOf } from '../stage/stage.ts'
import { newcomer } from './arrival.ts'
import { measure } from './measure.ts'
import { earName, type LiveScene, secondsTold } from './scene.ts'

/** Somebody goes while Cowherd is still listening closely. */
export const departure: LiveScene = {
  id: 'departure',
  title: 'And leaves again',
  async play(live) {
    const { stage } = live
    const username = accountName(newcomer.name)
    const person = stage.authentik.users().find((user) => user.username === username)
    if (!person) throw new Error(`${username} has no account`)
    const before = listsOf(stage, person.email)
    const measured = await measure(live, {
      make: () => stage.authentik.updateUser(person.pk, { active: false }),
      isRight: () => true,
      awaitWebhooks: true,
    })
    const after = listsOf(stage, person.email)
    const [first] = measured.heard
    const webhook =
      first?.ear === 'webhook' ? '' : `; the webhook came after ${secondsTold(measured.webhookSeconds)}`
    return {
      did: `The account of ${newcomer.name} is deactivated. Cowherd still looks into the event log each second.`,
      became: `Heard first by ${earName(first)}, after ${secondsTold(first?.seconds)}${webhook}. After ${secondsTold(measured.seconds)}, ${person.email} was in ${after.length} aliases.`,
      ok:
        measured.seconds !== undefined &&
        first !== undefined &&
        measured.webhookSeconds !== undefined &&
        before.length > 1 &&
        after.length === 0,
      changes: 1,
      measured,
    }
  },
}

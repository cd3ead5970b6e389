import { accountName } from '../company/names.ts'
import { listsOf } from '../stage/stage.ts'
import { newcomer } from './arrival.ts'
import { measure } from './measure.ts'
import { firstHeardTold, type LiveScene, secondsTold, toldWhenRight } from './scene.ts'

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
    const { heard, webhookSeconds } = measured
    const webhook =
      webhookSeconds === undefined || heard[0]?.ear === 'webhook'
        ? ''
        : ` The webhook came after ${secondsTold(webhookSeconds)}.`
    return {
      did: `The account of ${newcomer.name} is deactivated. Cowherd still looks into the event log each second.`,
      became: toldWhenRight(
        measured,
        (time) =>
          `${firstHeardTold(measured)}${webhook} After ${time}, ${person.email} was in ${after.length} aliases.`,
      ),
      ok:
        measured.seconds !== undefined &&
        heard.length > 0 &&
        webhookSeconds !== undefined &&
        before.length > 1 &&
        after.length === 0,
      changes: 1,
      measured,
    }
  },
}

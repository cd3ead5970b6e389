import { memberOf, pkOf } from '../stage/people.ts'
import { listsOf } from '../stage/stage.ts'
import { groupId } from '../story/scene.ts'
import { measure } from './measure.ts'
import { type LiveScene, toldWhenRight } from './scene.ts'

const leaverOf = 'Help Desk'
const newHome = { from: 'Field Sales', to: 'Events' }

/** Changes while nobody listens, one of which leaves no event at all: found by the sweep at the start. */
export const standstill: LiveScene = {
  id: 'standstill',
  title: 'Changes while Cowherd is stopped',
  async play(live) {
    const { stage, service } = live
    const { authentik } = stage
    const leaver = memberOf(stage, leaverOf)
    const mover = memberOf(stage, newHome.from)
    const before = listsOf(stage, mover.email)
    await service.stop()
    const measured = await measure(live, {
      make() {
        authentik.updateUser(pkOf(stage, leaver), { active: false })
        authentik.silently(() => authentik.addMember(groupId(stage, newHome.to), pkOf(stage, mover)))
      },
      afterwards: () => service.start(),
      isRight: () => true,
    })
    const swept = measured.runs.some(({ scopes }) => scopes.some(({ ear }) => ear === 'sweep'))
    const after = listsOf(stage, mover.email)
    return {
      did: `Cowherd is stopped. ${leaver.name}'s account is deactivated; and a sync of directories puts ${mover.name} into "${newHome.to}", of which Authentik tells nobody: no webhook, no event.`,
      became: toldWhenRight(
        measured,
        (time) => `Started again, Cowherd looked at everything: all was right ${time} after its start.`,
      ),
      ok:
        measured.seconds !== undefined &&
        swept &&
        listsOf(stage, leaver.email).length === 0 &&
        after.length > before.length,
      changes: 2,
      measured,
    }
  },
}

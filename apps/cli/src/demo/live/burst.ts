import { setTimeout as sleep } from 'node:timers/promises'
import { count } from '../../render/style.ts'
import { memberOf, pkOf } from '../stage/people.ts'
import { aliasAt, listsOf, type Stage } from '../stage/stage.ts'
import { groupId } from '../story/scene.ts'
import { measure } from './measure.ts'
import { type LiveScene, toldWhenRight } from './scene.ts'

/** In each of these, somebody leaves for the next one. */
const teams = ['Firmware', 'Web Platform', 'Warehouse', 'Einkauf', 'Accounting']
const renamed = { before: 'Training', after: 'Academy', localPart: 'academy' }
const newName = { team: 'Recruiting', name: 'Mara Lindholm', localPart: 'mara.lindholm' }
/** Time between two changes, in milliseconds: somebody's script is at work. */
const pauseMs = 75

/** Many changes at once: a few runs, and all is right long before the last webhook. */
export const burst: LiveScene = {
  id: 'burst',
  title: 'Twelve changes within a second',
  async play(live) {
    const { stage } = live
    const email = `${newName.localPart}@${stage.company.domain}`
    stage.mailcow.addMailbox({ address: email, name: newName.name })
    const changes = reorganisation(stage, email)
    const measured = await measure(live, {
      async make() {
        for (const [index, change] of changes.entries()) {
          if (index > 0) await sleep(pauseMs)
          change()
        }
      },
      isRight: () => aliasAt(stage, `${renamed.localPart}@${stage.company.domain}`)?.active === 1,
    })
    const { events, webhooksInTime, runs, seconds } = measured
    return {
      did: `A reorganisation: ${teams.length} people change teams, "${renamed.before}" is called "${renamed.after}", and somebody gets a new name and address.`,
      became: toldWhenRight(
        measured,
        (time) =>
          `All was right ${time} after the last change, with ${count(runs.length, 'run')}. ${webhooksInTime} of the ${events} webhooks had come by then: Authentik sends them one after the other, while its event log has everything at once.`,
      ),
      ok:
        seconds !== undefined &&
        runs.length < changes.length &&
        events >= changes.length &&
        listsOf(stage, email).length > 0,
      changes: changes.length,
      measured,
    }
  },
}

function reorganisation(stage: Stage, email: string): (() => void)[] {
  const { authentik } = stage
  const moves = teams.flatMap((team, index) => {
    const pk = pkOf(stage, memberOf(stage, team))
    const next = teams[(index + 1) % teams.length] ?? team
    return [
      () => authentik.removeMember(groupId(stage, team), pk),
      () => authentik.addMember(groupId(stage, next), pk),
    ]
  })
  const married = pkOf(stage, memberOf(stage, newName.team))
  return [
    ...moves,
    () => authentik.updateGroup(groupId(stage, renamed.before), { name: renamed.after }),
    () => authentik.updateUser(married, { name: newName.name, email }),
  ]
}

import { listsOf } from '../stage/stage.ts'
import type { Scene } from './scene.ts'

const project = 'Project Aurora'

/** An account is deactivated: it is in no list any more. */
export const leaver: Scene = {
  id: 'leave',
  title: 'Somebody leaves the company',
  async play(stage) {
    const person = stage.company.people.find(({ active, groups }) => active && groups.includes(project))
    const pk = stage.ids.users.get(person?.username ?? '')
    if (!person || pk === undefined) throw new Error(`nobody is in ${project}`)
    const before = listsOf(stage, person.email)
    stage.authentik.updateUser(pk, { active: false })
    await stage.sync()
    const after = listsOf(stage, person.email)
    return {
      did: `The account of ${person.name} (${person.groups.join(', ')}) is deactivated in Authentik.`,
      became: `${person.email} was in ${before.length} aliases and is in ${after.length} now.`,
      ok: before.length > 1 && after.length === 0,
    }
  },
}

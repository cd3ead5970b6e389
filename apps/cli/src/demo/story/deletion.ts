import { aliasAt } from '../stage/stage.ts'
import { groupId, type Scene } from './scene.ts'

const project = { name: 'ERP Move', localPart: 'erp-move' }

/** A group is deleted: its alias is stopped only when a second run finds it gone too, and is kept for a while. */
export const deletion: Scene = {
  id: 'delete',
  title: 'A group is deleted',
  async play(stage) {
    const address = `${project.localPart}@${stage.company.domain}`
    const before = aliasAt(stage, address)
    stage.authentik.deleteGroup(groupId(stage, project.name))
    await stage.sync('first sync')
    const first = aliasAt(stage, address)
    await stage.sync('second sync')
    const second = aliasAt(stage, address)
    const { orphanDays } = stage.context.settings
    return {
      did: `The project "${project.name}" is over and its group deleted. Cowherd asks twice before it believes that.`,
      became: `Alias ${before?.id ?? '?'} was ${state(first?.active)} after the first sync and is ${state(second?.active)} after the second. A nightly sync deletes it after ${orphanDays} days; until then it comes back with its group.`,
      ok: before?.active === 1 && first?.active === 1 && second?.active === 0 && second.goto === before.goto,
    }
  },
}

function state(active: number | undefined): string {
  if (active === undefined) return 'gone'
  return active === 1 ? 'active' : 'deactivated'
}

import { aliasAt } from '../stage/stage.ts'
import { groupId, type Scene } from './scene.ts'

const before = { name: 'Help Desk', localPart: 'help-desk' }
const after = { name: 'Customer Support', localPart: 'customer-support' }

/** A group gets a new name: its alias gets the address, and stays the same alias. */
export const renaming: Scene = {
  id: 'rename',
  title: 'A group is renamed',
  async play(stage) {
    const { domain } = stage.company
    const old = aliasAt(stage, `${before.localPart}@${domain}`)
    stage.authentik.updateGroup(groupId(stage, before.name), { name: after.name })
    await stage.sync()
    const renamed = aliasAt(stage, `${after.localPart}@${domain}`)
    const left = aliasAt(stage, `${before.localPart}@${domain}`)
    return {
      did: `"${before.name}" is called "${after.name}" from now on.`,
      became: `Alias ${old?.id ?? '?'} became alias ${renamed?.id ?? '?'}: the same one under its new address, not a second one.`,
      ok: old !== undefined && old.id === renamed?.id && old.goto === renamed.goto && left === undefined,
    }
  },
}

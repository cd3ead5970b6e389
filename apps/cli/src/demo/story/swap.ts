import { aliasAt, type Stage } from '../stage/stage.ts'
import { groupId, type Scene } from './scene.ts'

const first = { name: 'Assembly Line 1', localPart: 'assembly-line-1' }
const second = { name: 'Assembly Line 2', localPart: 'assembly-line-2' }

/** Two groups take each other's name: each address reaches the other people afterwards, and none is lost on the way. */
export const swap: Scene = {
  id: 'swap',
  title: 'Two groups swap their names',
  async play(stage) {
    const before = pair(stage)
    stage.authentik.updateGroup(groupId(stage, first.name), { name: second.name })
    stage.authentik.updateGroup(groupId(stage, second.name), { name: first.name })
    await stage.sync()
    const after = pair(stage)
    const sizes = ({ one, two }: typeof before) => `${size(one?.goto)} and ${size(two?.goto)} members`
    return {
      did: `"${first.name}" and "${second.name}" change names. Mailcow cannot rename onto a taken address.`,
      became: `The two aliases had ${sizes(before)} and have ${sizes(after)} now; their ids stayed.`,
      ok:
        before.one !== undefined &&
        before.one.goto !== before.two?.goto &&
        before.one.goto === after.two?.goto &&
        before.two?.goto === after.one?.goto &&
        before.one.id === after.one?.id &&
        before.two?.id === after.two?.id,
    }
  },
}

function pair(stage: Stage) {
  const { domain } = stage.company
  return {
    one: aliasAt(stage, `${first.localPart}@${domain}`),
    two: aliasAt(stage, `${second.localPart}@${domain}`),
  }
}

function size(goto: string | undefined): number {
  return goto ? goto.split(',').length : 0
}

import type { AliasContent, Change } from '@cowherd/plan'
import type { World } from '../../whole/world/world.ts'
import type { Places } from './places.ts'

/** What a whole run would still change, in words: nothing where all is right. What is or was held waits for a person. */
export async function differencesFrom(
  world: World,
  held: ReadonlySet<string>,
  places: Places,
): Promise<string[]> {
  const { plan } = await world.company.plan()
  const changes = plan.changes.filter(({ group, address }) => !held.has(group.id) && !held.has(address))
  const missed = plan.skipped.filter(({ reason }) => reason.includes('not found for the first time'))
  return [
    ...changes.filter((change) => !isUntold(change, places)).map(wordsOf),
    ...missed.map(({ address }) => `${address} is active and its group is gone`),
  ]
}

/** It only concerns people who get their mail by an alias that is not ours. */
function isUntold({ before, after }: Change, places: Places): boolean {
  const [one, other] = [new Set(receiversOf(before)), new Set(receiversOf(after))]
  const differing = [...one, ...other].filter((address) => !(one.has(address) && other.has(address)))
  const isSame = before === undefined || after === undefined || before.address === after.address
  return isSame && differing.length > 0 && differing.every((address) => places.has(address))
}

function receiversOf(content: AliasContent | undefined): readonly string[] {
  return content?.flags.active ? content.members : []
}

function wordsOf({ action, id, group, reason, before, after }: Change): string {
  const [was, is] = [before, after].map(
    (content) =>
      content && `${content.address} [${content.members.slice(0, 20)}] (${content.members.length})`,
  )
  return `${action} ${id} of group ${group.id.slice(0, 8)}: ${reason}; ${was} -> ${is}`
}

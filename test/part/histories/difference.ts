import type { World } from '../../whole/world/world.ts'

/** What a whole run would still change, in words: nothing where all is right. What is or was held waits for a person. */
export async function differencesFrom(world: World, held: ReadonlySet<string>): Promise<string[]> {
  const { plan } = await world.company.plan()
  const changes = plan.changes.filter(({ group, address }) => !held.has(group.id) && !held.has(address))
  return changes.map(
    ({ action, id, address, group, reason, before, after }) =>
      `${action} ${address} (${id}, group ${group.id.slice(0, 8)}): ${reason}; ${before?.address} ${before?.members} -> ${after?.address} ${after?.members}`,
  )
}

import { ancestors } from '@cowherd/directory'
import { type DesiredAlias, normaliseAddress } from '@cowherd/plan'
import type { Survey } from '../../explanation/survey.ts'
import type { PlanIndex } from './plan-index.ts'

/** The part of a survey that concerns one person, so that they are explained without going through all of it. */
export function createPersonSurveys(survey: Survey, index: PlanIndex): (userId: number) => Survey {
  const { directory } = survey.reading
  const { desired } = survey.state
  const direct = new Map<number, string[]>()
  for (const { id, members } of directory.groups.values()) {
    for (const member of members) push(direct, member, id)
  }
  const byGroup = Map.groupBy(desired.values(), ({ group }) => group.id)
  const byAdded = new Map<string, DesiredAlias[]>()
  for (const one of desired.values()) for (const { address } of one.added) push(byAdded, address, one)

  return (userId) => {
    const ids = new Set<string>()
    for (const id of direct.get(userId) ?? []) {
      ids.add(id)
      for (const above of ancestors(directory, id)) ids.add(above)
    }
    const email = normaliseAddress(directory.users.get(userId)?.email ?? '') ?? ''
    const lists = [...[...ids].flatMap((id) => byGroup.get(id) ?? []), ...(byAdded.get(email) ?? [])]
    for (const { group } of lists) ids.add(group.id)
    return {
      ...index.ofGroups(ids),
      state: { ...survey.state, desired: new Map(lists.map((one) => [one.key, one])) },
    }
  }
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}

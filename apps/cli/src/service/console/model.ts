import { setImmediate as breathe } from 'node:timers/promises'
import type {
  AliasDetail,
  AliasRow,
  ConsoleModel,
  ListState,
  PersonDetail,
  PersonRow,
} from '@cowherd/console'
import { userOfPersonalGroup } from '@cowherd/directory'
import { compareNames } from '../../explanation/compare.ts'
import { explainAlias, explainList } from '../../explanation/list.ts'
import type { Survey } from '../../explanation/survey.ts'
import { explainUser } from '../../explanation/user.ts'
import { groupTree } from './group-tree.ts'
import { createPersonSurveys } from './person-survey.ts'
import { indexPlan } from './plan-index.ts'

/** So many lists are explained before others get their turn: a receiver in the same process has to answer. */
const chunk = 200

/** The model that a survey amounts to. Lets other work happen meanwhile. */
export async function modelOf(
  survey: Survey,
  look: { readonly takenAt: number; readonly milliseconds: number },
): Promise<ConsoleModel> {
  const { reading, state, plan } = survey
  const { directory, target } = reading
  const index = indexPlan(survey)
  const desiredByGroup = Map.groupBy(state.desired.values(), ({ group }) => group.id)
  const details = (key: string): AliasDetail | undefined => detailOf(key)

  const listKeys = [
    ...state.desired.keys(),
    ...[...directory.groups.keys()].filter(
      (id) => !desiredByGroup.has(id) && userOfPersonalGroup(id) === undefined,
    ),
  ]
  const known = new Set(listKeys)
  const strangers = target.aliases.filter(({ id }) => !known.has(survey.keys.get(id) ?? ''))
  const strangerByKey = new Map(strangers.map((alias) => [`alias-${alias.id}`, alias]))

  function detailOf(key: string): AliasDetail | undefined {
    const stranger = strangerByKey.get(key)
    if (stranger) return explainAlias(index.ofAlias(stranger.id, stranger.address), stranger)
    if (!known.has(key)) return undefined
    const list = explainList(index.ofGroup(state.desired.get(key)?.group.id ?? key), key)
    const isUnasked = list.address === undefined && list.alias === undefined && list.state === 'in-step'
    return isUnasked ? { ...list, state: 'skipped', why: 'nothing asks for an alias of it' } : list
  }

  const aliases: AliasRow[] = []
  for (const key of [...listKeys, ...strangerByKey.keys()]) {
    const detail = detailOf(key)
    if (detail) aliases.push(rowOf(key, detail))
    if (aliases.length % chunk === 0) await breathe()
  }
  aliases.sort((a, b) => compareNames(a.address ?? a.group?.name ?? '', b.address ?? b.group?.name ?? ''))
  await breathe()

  const people = peopleOf(survey)
  const surveyOfPerson = createPersonSurveys(survey, index)
  const personById = new Map(people.map((row) => [row.id, row]))
  const keyOf = new Map(aliases.map(({ key, group, address }) => [`${group?.id} ${address}`, key]))
  const groups = groupTree(directory, (id) =>
    (desiredByGroup.get(id) ?? []).filter(({ part }) => part === undefined).map(({ key }) => key),
  )

  return {
    ...look,
    plan,
    aliases,
    people,
    groups,
    counts: {
      aliases: countStates(aliases),
      owned: plan.owned,
      people: people.length,
      groups: groups.nodes.size,
    },
    alias: details,
    person(id): PersonDetail | undefined {
      const user = directory.users.get(id)
      const row = personById.get(id)
      if (!user || !row) return undefined
      const { lists, leftOut, withoutAlias, otherAliases } = explainUser(surveyOfPerson(id), user)
      const key = (one: (typeof lists)[number]) => keyOf.get(`${one.group.id} ${one.address}`) ?? one.group.id
      return {
        ...{ row, withoutAlias, otherAliases },
        lists: lists.map((one) => ({ ...one, key: key(one) })),
        leftOut: leftOut.map((one) => ({ ...one, key: key(one) })),
      }
    },
    directMembers: (groupId) =>
      (directory.groups.get(groupId)?.members ?? [])
        .flatMap((id) => personById.get(id) ?? [])
        .sort(comparePeople),
  }
}

function rowOf(key: string, { address, alias, group, rule, state, members }: AliasDetail): AliasRow {
  return {
    ...{ key, group, rule, state },
    address: address ?? alias?.address,
    members: state === 'foreign' ? (alias?.goto.length ?? 0) : members.length,
  }
}

function peopleOf({ reading, state }: Survey): PersonRow[] {
  const lists = new Map<number, number>()
  for (const { part, decisions } of state.desired.values()) {
    if (part !== undefined) continue
    const reached = new Set(decisions.flatMap(({ user, drop }) => (drop ? [] : [user.id])))
    for (const id of reached) lists.set(id, (lists.get(id) ?? 0) + 1)
  }
  return [...reading.directory.users.values()]
    .map(({ id, name, username, email, active, serviceAccount }) => ({
      ...{ id, name, username, email, active, serviceAccount },
      lists: lists.get(id) ?? 0,
    }))
    .sort(comparePeople)
}

function comparePeople(a: PersonRow, b: PersonRow): number {
  return compareNames(a.name || a.username, b.name || b.username) || a.id - b.id
}

function countStates(aliases: readonly AliasRow[]): Readonly<Record<ListState, number>> {
  const counts = {
    ...{ 'in-step': 0, planned: 0, held: 0, 'on-hold': 0, conflict: 0 },
    ...{ frozen: 0, 'on-hold': 0, skipped: 0, orphan: 0, foreign: 0 },
  }
  for (const { state } of aliases) counts[state] += 1
  return counts
}

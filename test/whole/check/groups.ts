import { gotoOf } from '../oracle/facts.ts'
import { addressOf } from '../oracle/members.ts'
import type { Owned } from '../oracle/ownership.ts'
import { touches, without } from '../oracle/sets.ts'
import { aliasesOf, type Stance } from '../oracle/stances.ts'
import type { Judged } from './outcome.ts'

type Wanted = Extract<Stance, { kind: 'alias' }>

/** Every group has what it should have, or the report says that it has not. */
export function checkGroups(judged: Judged): string[] {
  const { named, before, ownedBefore } = judged
  if (!named) return []
  const isGoneFirst = [...ownedBefore.values()].some(
    ({ marker }) => !before.groups.has(marker.group) && !judged.goneBefore.has(marker.group),
  )
  const isClean = judged.faults === 0 && named.held === 0 && !isGoneFirst
  const all = [...judged.stances].flatMap(([id, some]) => some.map((stance) => ({ id, stance })))
  return all.flatMap(({ id, stance }) => {
    const name = `group "${before.groups.get(id)?.name.slice(0, 40)}" (${id})`
    const problem = problemOf(judged, id, stance)
    if (problem === undefined) return []
    if (isHidden(judged, id)) {
      const isServed = aliasesOf([...ownedBefore.values()], id).some(({ alias }) => alias.active === 1)
      return isServed && !named.differs(id) ? [`${name}: it was not seen, and no word of its alias`] : []
    }
    if (stance.kind === 'stuck') return [`${name}: ${problem}`]
    if (!named.differs(id, stance.kind === 'alias' ? stance.address : undefined))
      return [`${name}: ${problem}, and no word of it`]
    return isClean ? [`${name}: ${problem}, and nothing stood in the way`] : []
  })
}

/** The server hid the group from the run: a fault that says that there are no groups. */
function isHidden({ faults, report }: Judged, id: string): boolean {
  return faults > 0 && report?.reading.directory.groups.has(id) === false
}

/** What is not right for one group, or undefined. */
export function problemOf(judged: Judged, id: string, stance: Stance): string | undefined {
  const { named } = judged
  const owned = [...judged.ownedAfter.values()].filter(({ marker }) => marker.group === id)
  const active = owned.filter(({ alias }) => alias.active === 1)
  switch (stance.kind) {
    case 'none': {
      const isOpen = judged.stances.get(id)?.some(({ kind }) => kind !== 'none')
      const left = isOpen
        ? undefined
        : active.find(({ alias }) => !named?.waits(id, alias.address) && !isForHidden(judged, alias))
      return left ? `wants no alias and ${left.alias.address} is active` : undefined
    }
    case 'alias': {
      const served = active.find(({ alias }) => alias.address === stance.address)
      if (!served) {
        const everybody = [...stance.members].every((member) => isLeftOut(judged, member))
        return everybody ? undefined : `${stance.address} does not serve it`
      }
      const isTold = (address: string) => named?.seconds.has(address) || named?.waits('', address)
      const further = judged.stances.get(id) ?? []
      const isFurther = (address: string) =>
        further.some((one) => one.kind === 'stuck' || (one.kind === 'alias' && one.address === address))
      const stray = active.find(
        (other) => other !== served && !isTold(other.alias.address) && !isFurther(other.alias.address),
      )
      if (stray) return `${stray.alias.address} is active beside ${stance.address}`
      return contentProblem(served, stance, judged)
    }
    case 'stuck':
      return stuckProblem(judged, id, stance)
  }
}

/** All of its members look like people outside, because of a fault. */
function isForHidden(judged: Judged, alias: Owned['alias']): boolean {
  return [...gotoOf(alias)].every((member) => judged.isHidden(member))
}

/** A fault hid the domain or the mailbox of a member from the run, which says whom it leaves out. */
function isLeftOut({ faults, named, before }: Judged, member: string): boolean {
  const users = [...before.users.values()].filter((user) => addressOf(user) === member)
  return faults > 0 && users.every(({ username }) => named?.leftOut.has(username))
}

function contentProblem(
  { alias, marker }: Owned,
  { members, adopts }: Wanted,
  judged: Judged,
): string | undefined {
  const now = gotoOf(alias)
  if (now.size !== alias.goto.split(',').length) return `${alias.address} lists somebody twice`
  const missing = [...without(members, now)].filter((member) => !isLeftOut(judged, member))
  if (missing.length > 0) return `${alias.address} lacks ${missing.join(', ')}`
  const strangers = new Set([...without(now, members)].filter((member) => !judged.isHidden(member)))
  if (strangers.size > 0) return `${alias.address} has strangers: ${[...strangers].join(', ')}`
  if (marker.role === 'adopted' || adopts !== undefined) return undefined
  const { internal, senderAllowed, sogoVisible } = judged.after.settings.flags
  const flags = alias.internal === Number(internal) && alias.senderAllowed === Number(senderAllowed)
  return flags && alias.sogoVisible === Number(sogoVisible) ? undefined : `${alias.address} has other flags`
}

function stuckProblem(
  judged: Judged,
  id: string,
  { members, why, frozen, own }: Extract<Stance, { kind: 'stuck' }>,
): string | undefined {
  const { named, ownedBefore, ownedAfter } = judged
  for (const { alias } of aliasesOf([...ownedBefore.values()], id)) {
    const now = ownedAfter.get(alias.id)?.alias
    if (!now || named?.waits(id, alias.address)) continue
    const isTaken = ownedAfter.get(alias.id)?.marker.group !== id
    if (
      !isTaken &&
      now.active === 1 &&
      [...without(gotoOf(now), members)].some((member) => !judged.isHidden(member))
    )
      return `${alias.address} is stuck (${why}) and keeps leavers`
    const moves = judged.stances.get(id)?.some((one) => one.kind === 'alias' && one.own === alias.id)
    const delivers =
      !moves && (frozen || alias.id === own) && alias.active === 1 && touches(gotoOf(alias), members)
    if (delivers && (now.active !== 1 || now.address !== alias.address))
      return `${alias.address} is stuck (${why}) and stopped delivering`
  }
  const hasAlias = aliasesOf([...ownedAfter.values()], id).length > 0
  const isTold = named?.differs(id) || (!hasAlias && named?.skipped.has(id))
  return isTold ? undefined : `it is stuck (${why}), and no word of it`
}

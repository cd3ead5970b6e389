import { compareText } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import { type Marker, withMarker } from '../marker/marker.ts'
import type { Alias, Flags } from '../target/model.ts'
import type { AliasContent } from './change.ts'

/** An alias as a plan compares it: members lower case, each once, sorted. */
export function contentOf(alias: Alias): AliasContent {
  return {
    address: alias.address,
    members: [...new Set(alias.goto.map((member) => member.toLowerCase()))].sort(compareText),
    flags: alias.flags,
    privateComment: alias.privateComment,
    publicComment: alias.publicComment,
  }
}

/** Who gets mail by an alias: nobody while it is inactive, and its own address, which some lists name, is nobody. */
export function receivers(content: AliasContent | undefined): readonly string[] {
  return content?.flags.active ? content.members.filter((member) => member !== content.address) : []
}

/** What an alias should contain to serve a desired alias. */
export function servingContent(options: {
  readonly desired: Pick<DesiredAlias, 'group' | 'part' | 'settings'>
  readonly owner: string
  /** Tells it from the other aliases of its group. */
  readonly number: number | undefined
  readonly address: string
  /** What is to stand in its list. */
  readonly members: readonly string[]
  /** The alias that is there now. */
  readonly base: Alias | undefined
  /** It is a person's alias, now or before it was ours. */
  readonly adopted: boolean
  readonly absentFlags: readonly (keyof Flags)[]
}): AliasContent {
  const { base, desired, adopted } = options
  const { flags, publicComment, orphans } = desired.settings
  const members = options.members.filter((member) => member !== options.address)
  const wanted: Flags = adopted && base ? { ...base.flags, active: true } : { active: true, ...flags }
  const marker: Marker = {
    owner: options.owner,
    group: desired.group.id,
    ...(desired.part !== undefined ? { role: 'part', part: desired.part } : {}),
    ...(adopted ? { role: 'adopted' } : {}),
    ...(options.number !== undefined && options.number > 1 ? { number: options.number } : {}),
    ...(orphans === 'release' && desired.part === undefined ? { orphans } : {}),
  }
  return {
    address: options.address,
    members: members.length > 0 || !base ? members : contentOf(base).members,
    flags: {
      ...withoutAbsent(wanted, base?.flags, options.absentFlags),
      ...(members.length > 0 ? {} : { active: false }),
    },
    privateComment: withMarker(base?.privateComment ?? '', marker),
    publicComment: publicComment ?? base?.publicComment ?? '',
  }
}

/** Whether two contents are the same alias, flag by flag and member by member. */
export function sameContent(a: AliasContent, b: AliasContent): boolean {
  return (
    a.address === b.address &&
    a.privateComment === b.privateComment &&
    a.publicComment === b.publicComment &&
    sameFlags(a.flags, b.flags) &&
    sameList(a.members, b.members)
  )
}

/** Whether all four flags agree. */
export function sameFlags(a: Flags, b: Flags): boolean {
  return (
    a.active === b.active &&
    a.internal === b.internal &&
    a.senderAllowed === b.senderAllowed &&
    a.sogoVisible === b.sogoVisible
  )
}

/** Whether two sorted lists are equal. */
export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

/** Items of the first list that the second one lacks. */
export function minus(list: readonly string[], other: readonly string[]): string[] {
  const set = new Set(other)
  return list.filter((item) => !set.has(item))
}

function withoutAbsent(wanted: Flags, now: Flags | undefined, absent: readonly (keyof Flags)[]): Flags {
  const known = Object.fromEntries(absent.map((flag) => [flag, now?.[flag] ?? false]))
  return { ...wanted, ...known }
}

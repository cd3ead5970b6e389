import { type Alias, ownersIn, ownMarker } from '@cowherd/plan'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'

/** So many addresses are named. */
const shownMax = 5

/** Whether it is clear to whom each alias belongs. */
export function judgeOwnership(aliases: readonly Alias[], owner: string): Verdict {
  const shared = aliases.filter(({ privateComment }) => {
    const owners = ownersIn(privateComment)
    return owners.length > 1 && owners.includes(owner)
  })
  if (shared.length > 0) {
    return problem(
      `Named by "${owner}" and by another owner at once, so that nobody changes them: ${list(shared)}.`,
      'In Mailcow, remove the marker of the wrong owner ("cowherd owner=…") from their private comments.',
    )
  }
  const doubles = secondAliases(aliases, owner)
  if (doubles.length > 0) {
    return warning(
      `Several aliases carry the same marker, as after a copy; one of each is kept, the others are left alone: ${list(doubles)}.`,
      'Give those that are too many back with: cowherd release ADDRESS',
    )
  }
  const owned = aliases.filter(({ privateComment }) => ownMarker(privateComment, owner)).length
  const others = new Map<string, number>()
  for (const { privateComment } of aliases) {
    for (const name of ownersIn(privateComment)) {
      if (name !== owner) others.set(name, (others.get(name) ?? 0) + 1)
    }
  }
  const foreign = [...others].map(([name, number]) => `${number} to "${name}"`)
  return ok(
    `${owned} of ${aliases.length} aliases belong to "${owner}"${foreign.length > 0 ? `, ${foreign.join(', ')}: left alone` : ''}.`,
  )
}

/** Aliases whose marker another one with a lower id carries too. */
function secondAliases(aliases: readonly Alias[], owner: string): Alias[] {
  const seen = new Set<string>()
  return [...aliases]
    .sort((a, b) => a.id - b.id)
    .filter(({ privateComment }) => {
      const marker = ownMarker(privateComment, owner)
      if (!marker || marker.role === 'former') return false
      const key = [marker.group, marker.number ?? 1, marker.part ?? ''].join(' ')
      if (seen.has(key)) return true
      seen.add(key)
      return false
    })
}

function list(aliases: readonly Alias[]): string {
  const names = aliases.slice(0, shownMax).map(({ address }) => address)
  const more = aliases.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

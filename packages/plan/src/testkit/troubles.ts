import { ancestors, type Directory, findCycles } from '@cowherd/directory'
import { ownMarker } from '../marker/marker.ts'
import type { Plan, PlanInput } from '../plan.ts'

/** What makes this input hard to plan for, by name. */
export function troublesOf({ directory, settings }: PlanInput, plan: Plan): Set<string> {
  const all = [...plan.changes, ...plan.held.map(({ change }) => change)]
  const found = new Set<string>()
  if (findCycles(directory).length > 0) found.add('nesting in a circle')
  if (hasDiamond(directory)) found.add('nesting in a diamond')
  for (const { action, exchange, dependsOn, current, group } of all) {
    found.add(action)
    const rounds = all.filter((change) => exchange !== undefined && change.exchange === exchange).length
    if (rounds === 2) found.add('two groups exchange their names')
    if (rounds > 2) found.add('three or more groups pass their names round')
    if (dependsOn.length > 0 && (action === 'rename' || action === 'create')) {
      found.add('a group follows another one that leaves')
    }
    if (dependsOn.length > 0 && (action === 'update' || action === 'reactivate')) {
      found.add('a group follows another one into a spare alias')
    }
    const former = current && ownMarker(current.privateComment, settings.owner)?.group
    if (former && former !== group.id && !directory.groups.has(former)) found.add('re-creation')
  }
  for (const { code } of plan.conflicts) found.add(`conflict: ${code}`)
  for (const { code } of plan.warnings) found.add(`warning: ${code}`)
  for (const { part, reasons } of plan.held) {
    found.add(part ? 'held in part' : 'held')
    for (const { code } of reasons) found.add(`held: ${code}`)
  }
  return found
}

/** A group is nested in another one by two ways. */
function hasDiamond(directory: Directory): boolean {
  return [...directory.groups.values()].some(({ id, parents }) => {
    const above = parents
      .filter((parent) => parent !== id && directory.groups.has(parent))
      .map((parent) => new Set([parent, ...ancestors(directory, parent)]))
    return above.some((set, index) =>
      above.slice(0, index).some((other) => [...set].some((one) => other.has(one))),
    )
  })
}

import type { GroupNode, GroupTree } from '@cowherd/console'
import { type Directory, userOfPersonalGroup } from '@cowherd/directory'
import { compareNames } from '../../explanation/compare.ts'

/**
 * The groups with their nesting; personal groups are left out.
 *
 * @param keysOf keys of the lists of a group
 */
export function groupTree(directory: Directory, keysOf: (groupId: string) => readonly string[]): GroupTree {
  const nameOf = (id: string) => directory.groups.get(id)?.name ?? id
  const byName = (a: string, b: string) => compareNames(nameOf(a), nameOf(b))
  const groups = [...directory.groups.values()]
    .filter(({ id }) => userOfPersonalGroup(id) === undefined)
    .sort((a, b) => compareNames(a.name, b.name))
  const nodes = new Map<string, GroupNode>(
    groups.map(({ id, name, parents, members }) => [
      id,
      {
        ...{ id, name, direct: members.length, keys: keysOf(id) },
        parents: parents.filter((parent) => directory.groups.has(parent)).sort(byName),
        children: [...(directory.children.get(id) ?? [])].sort(byName),
      },
    ]),
  )
  return { nodes, roots: rootsOf(nodes) }
}

/** Groups in no other one; of groups that are nested in each other, the first by name. */
function rootsOf(nodes: ReadonlyMap<string, GroupNode>): string[] {
  const reached = new Set<string>()
  const reach = (from: string) => {
    const open = [from]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      open.push(...(nodes.get(id)?.children ?? []))
    }
  }
  const isTop = ({ parents }: GroupNode) => parents.length === 0
  const tops = [...nodes.values()].filter(isTop)
  for (const { id } of tops) reach(id)
  const circles = [...nodes.values()].filter((node) => {
    if (reached.has(node.id)) return false
    reach(node.id)
    return true
  })
  return [...nodes.values()].filter((node) => isTop(node) || circles.includes(node)).map(({ id }) => id)
}

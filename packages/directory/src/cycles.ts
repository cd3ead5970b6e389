import { compareText, type Directory } from './model.ts'

/**
 * Sets of groups that are nested in each other, each sorted by id, the list sorted by first id.
 * Authentik accepts such cycles. Found as strongly connected components (Tarjan 1972), without recursion.
 */
export function findCycles(directory: Directory): string[][] {
  const indexes = new Map<string, number>()
  const lowlinks = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []

  const enter = (id: string) => {
    indexes.set(id, indexes.size)
    lowlinks.set(id, indexes.size - 1)
    stack.push(id)
    onStack.add(id)
    return { id, children: [...(directory.children.get(id) ?? [])] }
  }
  const lower = (id: string, value: number) => lowlinks.set(id, Math.min(lowlinks.get(id) ?? value, value))

  for (const root of directory.groups.keys()) {
    if (indexes.has(root)) continue
    const frames = [enter(root)]
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const child = frame.children.pop()
      if (child !== undefined) {
        const childIndex = indexes.get(child)
        if (childIndex === undefined) frames.push(enter(child))
        else if (onStack.has(child)) lower(frame.id, childIndex)
        continue
      }
      frames.pop()
      const lowlink = lowlinks.get(frame.id) ?? 0
      const caller = frames.at(-1)
      if (caller) lower(caller.id, lowlink)
      if (lowlink === indexes.get(frame.id)) {
        const component = stack.splice(stack.lastIndexOf(frame.id))
        for (const id of component) onStack.delete(id)
        if (component.length > 1 || isOwnParent(directory, frame.id)) cycles.push(component.sort(compareText))
      }
    }
  }
  return cycles.sort((a, b) => compareText(a[0] ?? '', b[0] ?? ''))
}

function isOwnParent(directory: Directory, id: string): boolean {
  return directory.groups.get(id)?.parents.includes(id) ?? false
}

import { compareText, type Directory } from './model.ts'

/**
 * Sets of groups that are nested in each other, each sorted by id, the list sorted by first id.
 * Authentik accepts such cycles. Found as strongly connected components (Tarjan 1972), without recursion.
 */
export function findCycles(directory: Directory): string[][] {
  const indexes = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []

  const enter = (id: string) => {
    const index = indexes.size
    indexes.set(id, index)
    stack.push(id)
    onStack.add(id)
    return { id, index, lowlink: index, children: [...(directory.children.get(id) ?? [])] }
  }

  for (const root of directory.groups.keys()) {
    if (indexes.has(root)) continue
    const frames = [enter(root)]
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const child = frame.children.pop()
      if (child !== undefined) {
        const childIndex = indexes.get(child)
        if (childIndex === undefined) frames.push(enter(child))
        else if (onStack.has(child)) frame.lowlink = Math.min(frame.lowlink, childIndex)
        continue
      }
      frames.pop()
      const caller = frames.at(-1)
      if (caller) caller.lowlink = Math.min(caller.lowlink, frame.lowlink)
      if (frame.lowlink === frame.index) {
        const component = stack.splice(stack.lastIndexOf(frame.id))
        for (const id of component) onStack.delete(id)
        const nestsItself = directory.children.get(frame.id)?.includes(frame.id)
        if (component.length > 1 || nestsItself) cycles.push(component.sort(compareText))
      }
    }
  }
  return cycles.sort((a, b) => compareText(a.join(), b.join()))
}

/** How many values a tree has when shared ones count each time; undefined where one holds itself. */
export function countValues(root: unknown): number | undefined {
  const counts = new Map<object, number | 'open'>()
  return count(root)

  function count(value: unknown): number | undefined {
    if (typeof value !== 'object' || value === null) return 1
    const known = counts.get(value)
    if (known === 'open') return undefined
    if (known !== undefined) return known
    counts.set(value, 'open')
    let total = 1
    for (const child of Object.values(value)) {
      const size = count(child)
      if (size === undefined) return undefined
      total += size
    }
    counts.set(value, total)
    return total
  }
}

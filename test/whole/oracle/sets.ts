/** What is in the first and in none of the others. */
export function without<Item>(all: ReadonlySet<Item>, ...others: ReadonlySet<Item>[]): Set<Item> {
  return new Set([...all].filter((item) => !others.some((other) => other.has(item))))
}

/** Whether all of the first is in one of the others. */
function isWithin<Item>(some: ReadonlySet<Item>, ...others: ReadonlySet<Item>[]): boolean {
  return without(some, ...others).size === 0
}

/** Whether two sets hold the same. */
export function isSame<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return a.size === b.size && isWithin(a, b)
}

/** Whether two sets have something in common. */
export function touches<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return [...a].some((item) => b.has(item))
}

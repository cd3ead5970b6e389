import type { ListedGroup } from './sync.ts'

/** Sorted addresses by group: of its direct members, and with `nested` those of all groups below it too. */
export function membersByGroup(
  groups: readonly ListedGroup[],
  nested: boolean,
): ReadonlyMap<string, string[]> {
  const below = new Map<string, ListedGroup[]>()
  for (const group of nested ? groups : []) {
    for (const parent of group.parents ?? []) below.set(parent, [...(below.get(parent) ?? []), group])
  }
  return new Map(
    groups.map((group) => {
      const seen = new Set([group])
      for (const one of seen) for (const child of below.get(one.pk) ?? []) seen.add(child)
      const emails = [...seen].flatMap(({ users_obj }) =>
        users_obj.filter(({ is_active, email }) => is_active && email !== '').map(({ email }) => email),
      )
      return [group.pk, [...new Set(emails)].sort()]
    }),
  )
}
